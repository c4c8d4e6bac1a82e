internal import Cleanup

/// The statement that finds events of the audit by a filter.
struct AuditSearch {
  /// The statement; its last parameter is the limit.
  let sql: SQL
  /// What is bound before it.
  let values: [Connection.Value]

  /// A search among the events from a sequence number up to, and without, another.
  init(_ filter: AuditFilter, from oldest: Int64, before newest: Int64) {
    var conditions = ["sequence >= ?", "sequence < ?"]
    var values: [Connection.Value] = [oldest, newest]
    if !filter.kind.isEmpty {
      // A kind is a whole action, or what stands before its point.
      conditions.append("(action = ? OR substr(action, 1, ?) = ?)")
      let family = filter.kind + "."
      values += [filter.kind, family.unicodeScalars.count, family]
    }
    if !filter.actor.isEmpty {
      conditions.append("(token_name = ? OR token_id = ?)")
      values += [filter.actor, filter.actor]
    }
    if let user = filter.user {
      conditions.append("subject = ?")
      values.append(AuditEvent.subject(directory: user.directory, externalID: user.externalID))
    }
    if let start = filter.start {
      conditions.append("time >= ?")
      values.append(start.microseconds)
    }
    if let end = filter.end {
      conditions.append("time < ?")
      values.append(end.microseconds)
    }
    let condition = conditions.joined(separator: " AND ")
    sql = """
      SELECT \(AuditRow.columns) FROM audit WHERE \(condition) ORDER BY sequence DESC LIMIT ?
      """
    self.values = values
  }
}
