internal import Cleanup

/// A verdict's row together with its user.
struct VerdictRow {
  /// Selects rows of `verdicts v`, with `users u`, `directories d` and `sources s`, which are found
  /// from the verdicts.
  static let select = """
    \(columns)
    FROM verdicts v JOIN users u ON u.id = v.user_id JOIN directories d ON d.id = u.directory_id
    LEFT JOIN sources s ON s.id = v.activity_source
    """
  /// Selects the same of candidates, who come in the order of their last activity.
  static let selectCandidates = """
    \(columns)
    FROM candidate_order c CROSS JOIN verdicts v ON v.analysis = c.analysis AND v.user_id = c.user_id
    JOIN users u ON u.id = v.user_id JOIN directories d ON d.id = u.directory_id
    LEFT JOIN sources s ON s.id = v.activity_source
    """
  /// Selects the same with the verdicts found from the users, who come from their index by username:
  /// what is wanted of a page is read, and no more.
  static let selectByUsername = """
    \(columns)
    FROM users u INDEXED BY users_by_key CROSS JOIN verdicts v ON v.user_id = u.id
    JOIN directories d ON d.id = u.directory_id LEFT JOIN sources s ON s.id = v.activity_source
    """
  private static let columns = """
    SELECT v.reason, v.activity_rank, v.activity_time, v.activity_kind, s.name,
      v.activity_granularity_seconds, v.is_actionable, v.group_path, v.rule, v.fact_time,
      u.id, \(UserRow.directoryName), u.external_id, u.username, u.display_name, u.username_key,
      u.directory_id
    """

  /// What was decided, and of whom.
  let verdict: UserVerdict
  private let activityRank: Int
  private let activityTime: Int64
  private let usernameKey: String
  private let directory: Int64

  init(_ row: Row) throws(StorageError) {
    activityRank = row[1]
    activityTime = row[2]
    usernameKey = row[15]
    directory = row[16]
    verdict = UserVerdict(
      user: UserID(rawValue: row[10]), directory: row[11], externalID: row[12],
      username: row[13], displayName: row[14], verdict: try Self.verdict(row))
  }

  /// Where a page in an order ends that has this row last.
  func cursor(_ order: VerdictOrder) -> VerdictCursor {
    switch order {
    case .lastActivity:
      .lastActivity(rank: activityRank, time: activityTime, user: verdict.user.rawValue)
    case .username:
      .username(key: usernameKey, directory: directory, user: verdict.user.rawValue)
    }
  }

  private static func verdict(_ row: Row) throws(StorageError) -> Verdict {
    var path: [String] = []
    if let text: String = row[7] { path = try StoredJSON.decode(text) }
    return Verdict(
      reason: try row.value(0), lastActivity: try StoredActivity.activity(row, at: 1),
      isActionable: row[6], groupPath: path, rule: row[8] ?? "", factTime: row.optionalMoment(9))
  }
}

extension Reason {
  /// The raw value of the first reason of candidates; the reasons behind it are theirs too.
  static let firstCandidate = Reason.neverLoggedIn.rawValue
}
