package import Cleanup

extension TenantWriter {
  private static let secondsPerDay: Int64 = 86_400

  /// The day in UTC, counted since 1970, of a login.
  package static func day(of moment: Moment) -> Int64 {
    let seconds = moment.seconds
    return seconds / secondsPerDay - (seconds % secondsPerDay < 0 ? 1 : 0)
  }

  /// Remembers that somebody in a directory logged in on a day; both moments lie on it. What is
  /// hardly later than what is known is left out.
  package func noteLogins(_ logins: LoginDay, in directory: DirectoryID) throws(StorageError) {
    let day = Self.day(of: logins.first)
    let count = try connection.change(
      """
      UPDATE login_days SET first_at = min(first_at, ?4), last_at = max(last_at, ?5)
      WHERE directory_id = ?1 AND day = ?2 AND kind = ?3
        AND (?4 < first_at OR ?5 > last_at + ?6)
      """, directory.rawValue, day, logins.kind.rawValue, logins.first.microseconds,
      logins.last.microseconds, ObservedLogins.resolutionSeconds * 1_000_000)
    if count > 0 { return }
    let added = try connection.change(
      """
      INSERT OR IGNORE INTO login_days (directory_id, day, kind, first_at, last_at)
      VALUES (?, ?, ?, ?, ?)
      """, directory.rawValue, day, logins.kind.rawValue, logins.first.microseconds,
      logins.last.microseconds)
    if added == 0 { return }
    try connection.run(
      "DELETE FROM login_days WHERE directory_id = ? AND day < ?", directory.rawValue,
      day - ObservedLogins.keptDays)
  }

  /// Begins or ends the observation of a directory; what was observed before is forgotten.
  func setObserved(since start: Moment?, _ directory: DirectoryID) throws(StorageError) {
    try connection.run(
      "UPDATE directories SET observed_since = ? WHERE id = ?", start?.microseconds,
      directory.rawValue)
    try connection.run("DELETE FROM login_days WHERE directory_id = ?", directory.rawValue)
  }
}
