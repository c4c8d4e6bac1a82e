/// Reads a tenant's database inside one snapshot. Not to be kept beyond the access.
package struct TenantReader {
  let connection: Connection
}
