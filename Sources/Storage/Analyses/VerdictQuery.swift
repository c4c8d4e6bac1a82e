internal import Cleanup

/// The statement behind a page of verdicts.
struct VerdictQuery {
  private var conditions: [String] = []
  private var order = ""
  private var select = VerdictRow.select
  private let isOfCandidates: Bool
  private(set) var values: [Connection.Value]

  /// All verdicts of an analysis that pass a filter.
  init(analysis: Int64, _ filter: VerdictFilter) {
    values = [analysis]
    isOfCandidates = filter.isCandidate ?? filter.reason?.isCandidate ?? false
    switch filter.isCandidate {
    case true?: conditions.append("v.reason >= \(Reason.firstCandidate)")
    case false?: conditions.append("v.reason < \(Reason.firstCandidate)")
    case nil: break
    }
    if let reason = filter.reason { require("v.reason = ?", reason.rawValue) }
    if let directory = filter.directory { require("\(UserRow.directoryName) = ?", directory) }
    if let text = filter.text { require("instr(u.username_key, ?) > 0", Username.key(text)) }
  }

  /// Orders the verdicts, and begins behind a cursor of the same order.
  mutating func page(_ order: VerdictOrder, after cursor: VerdictCursor?) {
    switch order {
    case .lastActivity:
      let table = isOfCandidates ? "c" : "v"
      if isOfCandidates { select = VerdictRow.selectCandidates }
      let key = ["activity_rank", "activity_time", "user_id"].map { "\(table).\($0)" }
        .joined(separator: ", ")
      conditions.insert("\(table).analysis = ?", at: 0)
      self.order = key
      if case .lastActivity(let rank, let time, let user) = cursor {
        require("(\(key)) > (?, ?, ?)", rank, time, user)
      }
    case .username:
      conditions.insert("v.analysis = ?", at: 0)
      select = VerdictRow.selectByUsername
      self.order = "u.username_key, u.directory_id, u.id"
      if case .username(let key, let directory, let user) = cursor {
        require("(u.username_key, u.directory_id, u.id) > (?, ?, ?)", key, directory, user)
      }
    }
  }

  /// The statement; its last value is the limit.
  var sql: String {
    """
    \(select)
    WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?
    """
  }

  private mutating func require(_ condition: String, _ values: Connection.Value...) {
    conditions.append(condition)
    self.values += values
  }
}
