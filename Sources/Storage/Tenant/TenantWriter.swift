/// Changes a tenant's database inside one transaction. Not to be kept beyond the access.
///
/// Its verbs do only what they say: whoever calls them writes the audit in the same transaction.
package struct TenantWriter {
  /// The access itself.
  package let connection: Connection

  /// Reads what the transaction sees, its own changes among it.
  package var reader: TenantReader { TenantReader(connection: connection) }
}
