/// Where a page of verdicts ended, in the order in which they were listed.
package enum VerdictCursor: Hashable, Sendable, Codable {
  /// By last activity: its rank (never, unknown, known), its time in microseconds, the user's row.
  case lastActivity(rank: Int, time: Int64, user: Int64)
  /// By username: its key, the directory's row, the user's row.
  case username(key: String, directory: Int64, user: Int64)
}
