package import Cleanup

extension TenantReader {
  /// A user's open holds, oldest first.
  package func openHolds(of user: UserID) throws(StorageError) -> [Hold] {
    try connection.all(Self.openHoldsOfUser, user.rawValue, read: HoldRow.hold)
  }

  /// The open hold of an effect on a user; nil when there is none.
  package func openHold(
    of user: UserID, _ effect: Effect, group: GroupID?
  ) throws(StorageError) -> Hold? {
    try openHolds(of: user).first { $0.effect == effect && $0.group == group }
  }

  /// The hold with an id, open or closed.
  package func hold(_ id: String) throws(StorageError) -> Hold? {
    try connection.first(Self.holdByID, id, read: HoldRow.hold)
  }

  /// What a run holds or held of a user, oldest first.
  package func holds(of user: UserID, ofRun id: String) throws(StorageError) -> [KeptHold] {
    try connection.all(Self.holdsOfRun, user.rawValue, id) { row throws(StorageError) in
      KeptHold(
        hold: try HoldRow.hold(row), end: (row[8] as String?).flatMap(HoldEnd.init(rawValue:)))
    }
  }

  private static let holdsOfRun = SQL.kept(
    """
    SELECT \(HoldRow.columns), h.closed_because FROM \(HoldRow.tables)
    WHERE h.user_id = ? AND h.run_id = ? ORDER BY h.number
    """)
  private static let openHoldsOfUser = SQL.kept(
    """
    SELECT \(HoldRow.columns) FROM \(HoldRow.tables)
    WHERE h.user_id = ? AND h.closed_at IS NULL ORDER BY h.number
    """)
  private static let holdByID = SQL.kept(
    "SELECT \(HoldRow.columns) FROM \(HoldRow.tables) WHERE h.id = ?")
}
