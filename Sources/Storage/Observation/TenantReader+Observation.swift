package import Cleanup

extension TenantReader {
  /// What was observed of the logins in a directory; nil where its listings report them.
  package func observedLogins(
    in directory: DirectorySettings
  ) throws(StorageError) -> ObservedLogins? {
    guard let since = directory.observedSince else { return nil }
    let days = try connection.all(
      "SELECT kind, first_at, last_at FROM login_days WHERE directory_id = ? ORDER BY day",
      directory.id.rawValue
    ) { (row) throws(StorageError) in
      LoginDay(kind: try row.value(0), first: row.moment(1), last: row.moment(2))
    }
    return ObservedLogins(since: since, days: days)
  }
}
