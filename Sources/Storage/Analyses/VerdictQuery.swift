internal import Cleanup

/// The statement behind a page of verdicts.
struct VerdictQuery {
  private var conditions = ["v.analysis = ?"]
  private var order = ""
  private var select = VerdictRow.select
  private(set) var values: [Connection.Value]

  /// All verdicts of an analysis that pass a filter.
  init(analysis: Int64, _ filter: VerdictFilter) {
    values = [analysis]
    // The text must be that of the index over candidates, and so cannot be a bound value.
    switch filter.isCandidate {
    case true?: conditions.append("v.reason >= \(Reason.firstCandidate)")
    case false?: conditions.append("v.reason < \(Reason.firstCandidate)")
    case nil: break
    }
    if let reason = filter.reason {
      require("v.reason = ?", reason.rawValue)
      if reason.isCandidate, filter.isCandidate == nil {
        conditions.append("v.reason >= \(Reason.firstCandidate)")
      }
    }
    if let directory = filter.directory { require("d.name = ?", directory) }
    if let text = filter.text { require("instr(u.username_key, ?) > 0", Username.key(text)) }
  }

  /// Orders the verdicts, and begins behind a cursor of the same order.
  mutating func page(_ order: VerdictOrder, after cursor: VerdictCursor?) {
    switch order {
    case .lastActivity:
      self.order = "v.activity_rank, v.activity_time, v.user_id"
      if case .lastActivity(let rank, let time, let user) = cursor {
        require(
          "(v.activity_rank, v.activity_time, v.user_id) > (?, ?, ?)", rank, time, user)
      }
    case .username:
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
