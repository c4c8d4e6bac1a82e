internal import Cleanup

/// One chunk of an import, inside its transaction.
///
/// Whoever is new goes straight into the tables, and does not show because of its generation; so
/// that a first import costs no more than the same rows inserted plainly. What changes in users who
/// are there already waits in the pending tables.
struct ImportChunk {
  private let connection: Connection
  private let directory: DirectoryID
  private let generation: Int64
  private let now: Moment
  private let source: Int64
  private let statements: ImportStatements
  /// Groups found or made so far.
  private(set) var groups: KnownGroups
  private var added = 0
  private var updated = 0
  private var unchanged = 0
  /// Users of whom no time of a last login is known to the source.
  private var withoutLogin = 0

  init(
    _ writer: TenantWriter, directory: DirectoryID, generation: Int64, groups: KnownGroups,
    at now: Moment
  ) throws(StorageError) {
    connection = writer.connection
    self.directory = directory
    self.generation = generation
    self.groups = groups
    self.now = now
    guard let name = try writer.reader.directory(directory)?.name else {
      throw StorageError(.notFound, "there is no such directory")
    }
    source = try writer.sourceID(of: name)
    statements = try ImportStatements(writer.connection)
  }

  /// Stores the items, and counts them.
  mutating func append(
    users: [ImportedUser], groups: [ImportedGroup]
  ) throws(StorageError) {
    for group in groups { try append(group) }
    for (index, user) in users.enumerated() { try append(user, index: index) }
    try connection.run(
      """
      UPDATE imports SET user_items = user_items + ?, group_items = group_items + ?,
        added = added + ?, updated = updated + ?, unchanged = unchanged + ?,
        without_login = without_login + ?
      WHERE directory_id = ?
      """, users.count, groups.count, added, updated, unchanged, withoutLogin, directory.rawValue)
  }

  private mutating func append(_ group: ImportedGroup) throws(StorageError) {
    let child = try groupID(named: group.name)
    if group.parent.isEmpty { return }
    try connection.run(
      "INSERT OR IGNORE INTO pending_edges (directory_id, child, parent) VALUES (?, ?, ?)",
      directory.rawValue, child, try groupID(named: group.parent))
  }

  private mutating func append(_ user: ImportedUser, index: Int) throws(StorageError) {
    let key = Username.key(user.username)
    if user.lastLogin.time == nil { withoutLogin += 1 }
    try statements.insertUser.run(
      directory.rawValue, user.externalID, user.username, key, user.displayName, user.email,
      user.isActive ?? true, user.createdAt?.microseconds, now.microseconds, generation,
      generation)
    if connection.changeCount == 1 {
      try fill(connection.lastInsertedRow, with: user)
      added += 1
    } else {
      try update(user, key: key, index: index)
    }
  }

  private mutating func fill(_ id: Int64, with user: ImportedUser) throws(StorageError) {
    for group in user.groups {
      try statements.insertMembership.run(id, try groupID(named: group))
    }
    if user.lastLogin != .unknown {
      try statements.insertSignal.run(
        id, ActivityKind.imported.rawValue, source, user.lastLogin.time?.microseconds)
    }
  }

  private mutating func update(
    _ user: ImportedUser, key: String, index: Int
  ) throws(StorageError) {
    guard let known = try known(user.externalID) else {
      throw StorageError(.corrupt, "a user cannot be read back")
    }
    if known.seenGeneration == generation {
      throw StorageError(
        .duplicateItem(index: index), "the import has an external id twice")
    }
    try connection.run(
      "UPDATE users SET seen_generation = ? WHERE id = ?", generation, known.id)
    var wanted: Set<Int64> = []
    for name in user.groups { wanted.insert(try groupID(named: name)) }
    let isMember = try memberGroups(of: known.id) == wanted
    let hasNews = try bringsActivity(user, to: known.id)
    if known.matches(user), isMember, !hasNews {
      unchanged += 1
    } else {
      try stage(user, key: key, id: known.id, groups: wanted)
      updated += 1
    }
  }

  private func stage(
    _ user: ImportedUser, key: String, id: Int64, groups: Set<Int64>
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO pending_users
        (user_id, directory_id, username, username_key, display_name, email, is_active,
         created_at, login_state, login_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, id, directory.rawValue, user.username, key, user.displayName, user.email,
      user.isActive, user.createdAt?.microseconds, user.lastLogin.state,
      user.lastLogin.time?.microseconds)
    for group in groups {
      try connection.run(
        "INSERT INTO pending_memberships (user_id, group_id) VALUES (?, ?)", id, group)
    }
  }

  private mutating func groupID(named name: String) throws(StorageError) -> Int64 {
    if let known = groups[name] { return known }
    let stored = try connection.first(
      "SELECT id FROM groups WHERE directory_id = ? AND external_id = ?", directory.rawValue,
      name
    ) { $0[0] as Int64 }
    let id =
      if let stored { stored } else {
        try connection.insert(
          """
          INSERT INTO groups (directory_id, external_id, name, added_generation)
          VALUES (?, ?, ?, ?)
          """, directory.rawValue, name, name, generation)
      }
    groups[name] = id
    return id
  }

  private func known(_ externalID: String) throws(StorageError) -> KnownUser? {
    try connection.first(
      """
      SELECT id, username, display_name, email, is_active, created_at, vanished_at,
        seen_generation
      FROM users WHERE directory_id = ? AND external_id = ?
      """, directory.rawValue, externalID, read: { KnownUser($0) })
  }

  /// The direct groups of this directory: memberships in other directories' groups are not ours.
  private func memberGroups(of user: Int64) throws(StorageError) -> Set<Int64> {
    Set(
      try connection.all(
        """
        SELECT m.group_id FROM memberships m JOIN groups g ON g.id = m.group_id
        WHERE m.user_id = ? AND g.directory_id = ?
        """, user, directory.rawValue
      ) { $0[0] as Int64 })
  }

  /// Whether what the import says of the last login is news.
  private func bringsActivity(
    _ user: ImportedUser, to id: Int64
  ) throws(StorageError) -> Bool {
    if user.lastLogin == .unknown { return false }
    let stored = try connection.first(
      "SELECT time FROM signals WHERE user_id = ? AND kind = ? AND source_id = ?", id,
      ActivityKind.imported.rawValue, source
    ) { $0.optionalMoment(0) }
    guard let stored else { return true }
    return user.lastLogin.time.map { $0 > stored ?? .earliest } ?? false
  }
}

/// What is stored of a user whom an import brings again.
private struct KnownUser {
  let id: Int64
  let username: String
  let displayName: String
  let email: String
  let isActive: Bool
  let createdAt: Moment?
  let hasVanished: Bool
  let seenGeneration: Int64

  init(_ row: Row) {
    id = row[0]
    username = row[1]
    displayName = row[2]
    email = row[3]
    isActive = row[4]
    createdAt = row.optionalMoment(5)
    hasVanished = !row.isNull(6)
    seenGeneration = row[7]
  }

  /// Whether the user's row would stay as it is.
  func matches(_ user: ImportedUser) -> Bool {
    !hasVanished && user.username == username && user.displayName == displayName
      && user.email == email && user.isActive ?? isActive == isActive
      && user.createdAt ?? createdAt == createdAt
  }
}
