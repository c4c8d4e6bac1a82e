internal import Cleanup

/// How holds stand in their table.
enum HoldRow {
  /// Columns of `holds h` with `groups g`.
  static let columns =
    "h.id, h.user_id, h.effect, h.group_id, g.name, h.is_wakeable, h.created_at, h.run_id"

  /// The tables of the columns.
  static let tables = "holds h LEFT JOIN groups g ON g.id = h.group_id"

  static func hold(_ row: Row) throws(StorageError) -> Hold {
    Hold(
      id: row[0], user: UserID(rawValue: row[1]), effect: try row.value(2),
      group: (row[3] as Int64?).map(GroupID.init(rawValue:)), groupName: row[4] ?? "",
      isWakeable: row[5], createdAt: row.moment(6), runID: row[7])
  }
}
