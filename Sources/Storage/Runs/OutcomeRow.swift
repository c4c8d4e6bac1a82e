internal import Cleanup

/// How outcomes stand in their table.
enum OutcomeRow {
  static let columns = """
    c.sequence, c.user_id, c.directory, c.external_id, c.username, c.result, c.code, c.message,
    c.effect, c.group_name, c.time, c.activity_rank, c.activity_time, c.activity_kind,
    c.activity_source, c.activity_granularity_seconds, c.is_recovered
    """

  static func outcome(_ row: Row) throws(StorageError) -> Outcome {
    Outcome(
      sequence: row[0], user: (row[1] as Int64?).map(UserID.init(rawValue:)), directory: row[2],
      externalID: row[3], username: row[4], result: try row.value(5),
      code: (row[6] as String?).flatMap(OutcomeCode.init(rawValue:)), message: row[7],
      effect: try row.value(8), group: row[9], time: row.moment(10),
      lastActivity: try StoredActivity.activity(row, at: 11), isRecovered: row[16])
  }
}
