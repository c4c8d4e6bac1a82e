package import Cleanup

extension OperatorReader {
  /// Tenants whose names begin with a prefix, by name, behind a name (empty for the first page).
  package func tenants(
    withPrefix prefix: String, after name: String, limit: Int
  ) throws(StorageError) -> [Tenant] {
    // Names are ASCII, so that nothing that begins with the prefix comes behind this.
    let end = prefix + "\u{7F}"
    return try tenants(
      after: TenantCursor(name: name), limit: limit, before: end, from: prefix)
  }
}
