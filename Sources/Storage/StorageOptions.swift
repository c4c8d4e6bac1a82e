/// How a data folder is used.
package struct StorageOptions: Hashable, Sendable {
  /// Most tenants that are open at once, unless told otherwise.
  package static let defaultMaxOpenTenants = 256

  /// Most tenants that are open at once; at least 1.
  package var maxOpenTenants = Self.defaultMaxOpenTenants
  /// Who moves changes from the write-ahead log into the database files.
  package var checkpointing = Checkpointing.own

  /// The defaults.
  package init() {}
}
