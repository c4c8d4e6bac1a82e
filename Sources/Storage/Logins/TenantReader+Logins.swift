package import Cleanup

extension TenantReader {
  /// Everybody who has a username in any form and in any directory, those who do not show among them,
  /// by the directories' positions.
  package func loginUsers(named username: String) throws(StorageError) -> [LoginUser] {
    try connection.all(Self.usersByKey, Username.key(username), read: { LoginUser($0) })
  }

  /// The only user who has a username in any form, whether it shows or not; nil when there is none, or
  /// more than one in whatever directory.
  package func soleUser(named username: String) throws(StorageError) -> SoleUser? {
    let statement = try connection.statement(Self.soleUserByKey)
    try statement.bind(only: Username.key(username))
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let user = SoleUser(statement.row, named: username)
    return try statement.step() ? nil : user
  }

  /// For how many usernames one statement asks.
  package static let soleUsersAtOnce = 64
  /// From how many on that statement is cheaper than one for each.
  private static let fewestAtOnce = 16

  /// The only user of each of some usernames, as `soleUser` finds one, up to the first that none or
  /// several have; of so many usernames at most.
  package func soleUsers(named usernames: [String]) throws(StorageError) -> [SoleUser] {
    precondition(usernames.count <= Self.soleUsersAtOnce, "More than one statement asks for.")
    var users: [SoleUser] = []
    users.reserveCapacity(usernames.count)
    if usernames.count < Self.fewestAtOnce {
      for username in usernames {
        guard let user = try soleUser(named: username) else { break }
        users.append(user)
      }
      return users
    }
    var last: Int?
    try connection.statement(Self.soleUsersByKeys).read(
      binding: { binding in
        for username in usernames { binding.add(Username.key(username)) }
      },
      row: { row in
        // They come in the order in which they were asked for.
        let index: Int = row[SoleUser.columnCount]
        if index < users.count { users.removeLast() }
        guard index == users.count, index != last else { return false }
        last = index
        users.append(SoleUser(row, named: usernames[index]))
        return true
      })
    return users
  }

  /// Who has an external id in a directory, whether it shows or not.
  package func loginUser(
    externalID: String, in directory: DirectoryID
  ) throws(StorageError) -> LoginUser? {
    try connection.first(
      Self.userByID, directory.rawValue, externalID, read: { LoginUser($0) })
  }

  /// The latest time in any signal of a user; nil when there is none.
  package func latestSignal(of user: UserID) throws(StorageError) -> Moment? {
    try connection.first(
      "SELECT max(time) FROM signals WHERE user_id = ?", user.rawValue
    ) { $0.optionalMoment(0) } ?? nil
  }

  /// Users that logins created on a day, counted since 1970 in UTC.
  package func creations(onDay day: Int64) throws(StorageError) -> Int {
    try connection.first("SELECT count FROM login_creations WHERE day = ?", day) { $0[0] } ?? 0
  }

  /// Seats that are held: usernames with an open account, only of direct members when a group is named.
  package func seats(inGroup group: String?) throws(StorageError) -> Int {
    guard let group else { return Int(try connection.number(Self.openAccounts)) }
    return Int(try connection.number(Self.openMembers, group))
  }

  /// The groups into which a claim put a user.
  package func claimedGroups(of user: UserID) throws(StorageError) -> Set<GroupID> {
    Set(
      try connection.all(
        "SELECT group_id FROM claimed_memberships WHERE user_id = ?", user.rawValue
      ) { GroupID(rawValue: $0[0]) })
  }

  /// How many sources of signals are known.
  package func sourceCount() throws(StorageError) -> Int {
    Int(try connection.number("SELECT count(*) FROM sources"))
  }

  /// The number of a source of signals; nil for one that is not known.
  package func source(named name: String) throws(StorageError) -> Int64? {
    try connection.first("SELECT id FROM sources WHERE name = ?", name) { $0[0] }
  }

  /// What logins may do; nil when it was never set.
  package func provisioning() throws(StorageError) -> StoredProvisioning? {
    try connection.first(
      """
      SELECT settings, revision, etag, updated_at, updated_by FROM provisioning
      ORDER BY revision DESC LIMIT 1
      """
    ) { (row) throws(StorageError) in
      StoredProvisioning(
        provisioning: try StoredJSON.decode(row[0]), revision: row[1], etag: row[2],
        updatedAt: row.moment(3), updatedBy: row[4])
    }
  }

  private static let loginRows = """
    SELECT \(UserRow.columns), u.vanished_at
    FROM users u JOIN directories d ON d.id = u.directory_id AND d.generation >= 0
    """
  private static let usersByKey = SQL.kept(
    "\(Self.loginRows) WHERE u.username_key = ? ORDER BY d.position, u.id")
  private static let soleUserByKey = SQL.kept(
    "SELECT \(SoleUser.columns) FROM users u \(SoleUser.holds) WHERE u.username_key = ? LIMIT 2")
  private static let soleUsersByKeys = SQL.kept(
    """
    SELECT \(SoleUser.columns), asked.column1
    FROM (VALUES \((0..<soleUsersAtOnce).map { "(\($0), ?)" }.joined(separator: ", "))) asked
    CROSS JOIN users u ON u.username_key = asked.column2 \(SoleUser.holds)
    """)
  private static let userByID = SQL.kept(
    "\(Self.loginRows) WHERE u.directory_id = ? AND u.external_id = ?")
  private static let openAccounts = SQL.kept(
    """
    SELECT count(DISTINCT u.username_key) FROM users u JOIN directories d ON d.id = u.directory_id
    WHERE u.is_active AND \(UserRow.visible)
    """)
  private static let openMembers = SQL.kept(
    """
    SELECT count(DISTINCT u.username_key)
    FROM groups g JOIN directories o ON o.id = g.directory_id AND o.generation >= 0
    JOIN memberships m ON m.group_id = g.id JOIN users u ON u.id = m.user_id
    JOIN directories d ON d.id = u.directory_id
    WHERE g.name = ? AND u.is_active AND \(UserRow.visible)
    """)
}
