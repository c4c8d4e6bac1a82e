/// Reads a tenant's database inside one snapshot. Not to be kept beyond the access.
package struct TenantReader {
  /// The access itself.
  package let connection: Connection
}
