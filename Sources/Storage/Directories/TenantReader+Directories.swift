package import Cleanup

extension TenantReader {
  /// All directories, by position.
  ///
  /// What directories can do is taken from those that are known, as long as their etag is the same: every
  /// transaction of a run looks, and decoding it would take most of the time.
  package func directories(
    knowing known: [DirectorySettings] = []
  ) throws(StorageError) -> [DirectorySettings] {
    try connection.all(Self.allDirectories) { (row) throws(StorageError) in
      let (id, etag) = (DirectoryID(rawValue: row[0]), row.text(11))
      let same = known.first { $0.id == id && $0.etag == etag }
      return try Self.directory(row, like: same)
    }
  }

  /// The directory with a name.
  package func directory(named name: String) throws(StorageError) -> DirectorySettings? {
    try connection.first(Self.directoryByName, name, read: Self.directory)
  }

  /// The directory in a row.
  package func directory(_ id: DirectoryID) throws(StorageError) -> DirectorySettings? {
    try connection.first(Self.directoryByID, id.rawValue, read: Self.directory)
  }

  /// All directories, groups and nestings that are visible, with what was observed of logins.
  package func groupGraph() throws(StorageError) -> GroupGraph {
    try groupGraph(of: directories())
  }

  /// The same for a caller that has read all directories already.
  package func groupGraph(
    of directories: [DirectorySettings]
  ) throws(StorageError) -> GroupGraph {
    let nodes = try directories.map { (directory) throws(StorageError) in
      GroupGraph.DirectoryNode(
        id: directory.id, name: directory.name, isComplete: directory.isComplete,
        logins: try observedLogins(in: directory))
    }
    let groups = try connection.all(
      """
      SELECT g.id, g.directory_id, g.name
      FROM groups g JOIN directories d ON d.id = g.directory_id
      WHERE g.added_generation <= d.generation
      """
    ) { row in
      GroupGraph.GroupNode(
        id: GroupID(rawValue: row[0]), directory: DirectoryID(rawValue: row[1]), name: row[2])
    }
    let edges = try connection.all("SELECT child, parent FROM group_edges") { row in
      GroupGraph.Edge(child: GroupID(rawValue: row[0]), parent: GroupID(rawValue: row[1]))
    }
    return GroupGraph(directories: nodes, groups: groups, edges: edges)
  }

  private static let directoryColumns = """
    id, name, kind, position, capabilities, is_complete, generation, user_count, group_count,
    created_at, last_import_at, etag, observed_since, remote, secret IS NOT NULL, failed_at, failure,
    own_account
    """

  private static func directory(_ row: Row) throws(StorageError) -> DirectorySettings {
    try directory(row, like: nil)
  }

  private static func directory(
    _ row: Row, like known: DirectorySettings?
  ) throws(StorageError) -> DirectorySettings {
    let capabilities: DirectoryCapabilities =
      if let known { known.capabilities } else { try StoredJSON.decode(row[4]) }
    let remote: RemoteSettings? =
      if let known { known.remote } else if row.isNull(13) { nil } else {
        try StoredJSON.decode(row[13])
      }
    let failure = row.optionalMoment(15).map { ListingFailure(failedAt: $0, message: row[16]) }
    return DirectorySettings(
      id: DirectoryID(rawValue: row[0]), name: row[1], kind: try row.value(2),
      remote: remote, hasSecret: row[14],
      position: row[3], capabilities: capabilities, isComplete: row[5], generation: row[6],
      userCount: row[7], groupCount: row[8], createdAt: row.moment(9),
      lastImportAt: row.optionalMoment(10), failure: failure, ownAccount: row[17],
      observedSince: row.optionalMoment(12), etag: row[11])
  }

  private static let allDirectories = SQL.kept(
    "SELECT \(Self.directoryColumns) FROM directories WHERE generation >= 0 ORDER BY position")
  private static let directoryByName = SQL.kept(
    "SELECT \(Self.directoryColumns) FROM directories WHERE name = ? AND generation >= 0")
  private static let directoryByID = SQL.kept(
    "SELECT \(Self.directoryColumns) FROM directories WHERE id = ? AND generation >= 0")
}
