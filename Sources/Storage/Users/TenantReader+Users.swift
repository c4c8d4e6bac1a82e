package import Cleanup

extension TenantReader {
  /// The user in a row, whether it shows or has vanished.
  package func user(_ id: UserID) throws(StorageError) -> User? {
    try userRow(id).map { (row) throws(StorageError) in try complete(row) }
  }

  /// Whether a user is not, or no longer, in its directory.
  package func isVanished(_ id: UserID) throws(StorageError) -> Bool {
    try userRow(id).map { !$0.isVisible } ?? true
  }

  /// Whom a reference names.
  ///
  /// Of several users of one directory whose usernames are equal only casefolded, the one with
  /// exactly this username is meant.
  package func resolve(_ ref: UserRef) throws(StorageError) -> UserMatch<User> {
    let rows = try candidates(for: ref)
    if rows.count == 1 { return .found(try complete(rows[0])) }
    let left = Self.meant(ref, among: rows)
    switch left.count {
    case 0: return .notFound
    case 1: return .found(try complete(left[0]))
    default: return .ambiguous(left.map(\.user.directory))
    }
  }

  /// Those of several users who may be meant, by their directories' positions.
  static func meant(_ ref: UserRef, among rows: [UserRow]) -> [UserRow] {
    let perDirectory = Dictionary(grouping: rows, by: \.directory).values.map { rows in
      let exact = rows.filter { $0.user.username == ref.username }
      return rows.count > 1 && exact.count == 1 ? exact : rows
    }
    return perDirectory.flatMap(\.self).sorted { $0.position < $1.position }
  }

  /// Whether any import was ever finished, be it into a directory that was deleted since. Before, there is nobody to find, and the indexes by which
  /// they would be found may be missing.
  func hasImported() throws(StorageError) -> Bool {
    try connection.exists(
      """
      SELECT 1 FROM directories
      WHERE generation > 0 OR generation < 0 AND last_import_at IS NOT NULL
      """)
  }

  /// Every stored signal of a user.
  func signals(of id: UserID) throws(StorageError) -> [ActivitySignal] {
    try connection.all(
      """
      SELECT s.kind, o.name, s.time, s.granularity_seconds
      FROM signals s JOIN sources o ON o.id = s.source_id
      WHERE s.user_id = ? ORDER BY s.kind, o.name
      """, id.rawValue
    ) { row throws(StorageError) in
      ActivitySignal(
        kind: try row.value(0), source: row[1], time: row.optionalMoment(2),
        granularitySeconds: row[3])
    }
  }

  /// The first directory before a position that has a username.
  func shadow(
    of usernameKey: String, before position: Int
  ) throws(StorageError) -> (id: DirectoryID, name: String)? {
    if position <= 1 { return nil }
    return try connection.first(
      Self.firstShadow, usernameKey, position
    ) { (DirectoryID(rawValue: $0[0]), $0[1]) }
  }

  static let allKinds = Set(ActivityKind.allCases)

  /// Fills in what does not stand in the user's own row.
  func complete(_ row: UserRow) throws(StorageError) -> User {
    var user = row.user
    user.shadowedBy = try shadow(of: row.usernameKey, before: row.position)?.name ?? ""
    user.lastActivity = LastActivity(
      of: try signals(of: user.id), counting: Self.allKinds, until: .latest)
    return user
  }

  private func userRow(_ id: UserID) throws(StorageError) -> UserRow? {
    try connection.first(
      Self.userByID, id.rawValue, read: { UserRow($0) })
  }

  private func candidates(for ref: UserRef) throws(StorageError) -> [UserRow] {
    if !ref.externalID.isEmpty {
      return try connection.all(
        Self.usersByExternalID,
        ref.directory, ref.externalID, read: { UserRow($0) })
    }
    guard try hasImported() else { return [] }
    return try connection.all(
      Self.usersByUsername, Username.key(ref.username), ref.directory, ref.directory,
      read: { UserRow($0) })
  }

  private static let userRows =
    "SELECT \(UserRow.columns) FROM users u JOIN directories d ON d.id = u.directory_id"

  private static let firstShadow = SQL.kept(
    """
    SELECT d.id, d.name FROM users u JOIN directories d ON d.id = u.directory_id
    WHERE u.username_key = ? AND d.position < ? AND \(UserRow.visible)
    ORDER BY d.position LIMIT 1
    """)
  private static let userByID = SQL.kept(
    """
    \(Self.userRows) WHERE u.id = ?
    """)
  private static let usersByExternalID = SQL.kept(
    "\(Self.userRows) WHERE d.name = ? AND u.external_id = ? AND \(UserRow.visible)")
  private static let usersByUsername = SQL.kept(
    """
    \(Self.userRows) WHERE u.username_key = ? AND (? = '' OR d.name = ?) AND \(UserRow.visible)
    ORDER BY d.position, u.id
    """)
}
