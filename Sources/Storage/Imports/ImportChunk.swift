internal import Cleanup

/// One chunk of an import, inside its transaction.
///
/// Whoever is new goes straight into the tables, and does not show because of its generation; so
/// that a first import costs no more than the same rows inserted plainly. What changes in users who
/// are there already waits in the pending tables.
struct ImportChunk {
  let connection: Connection
  let directory: DirectoryID
  let generation: Int64
  private let now: Moment
  private let source: Int64
  /// What is kept of the last login: an import says it, or the directory itself.
  private let activityKind: ActivityKind
  private let statements: ImportStatements
  /// Whether the directory shows a listing already.
  private let hasEarlierListing: Bool
  /// Groups found or made so far.
  var groups: KnownGroups
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
    guard let settings = try writer.reader.directory(directory) else {
      throw StorageError(.notFound, "there is no such directory")
    }
    source = try writer.sourceID(of: settings.name)
    activityKind = settings.listedActivity
    hasEarlierListing = settings.generation > 0
    statements = try ImportStatements(writer.connection)
  }

  /// Stores the items, and counts them.
  mutating func append(
    users: [ImportedUser], groups: [ImportedGroup]
  ) throws(StorageError) {
    for group in groups { try append(group) }
    for (index, user) in users.enumerated() {
      if let known = try insert(user, granularitySeconds: 0) {
        try update(known, user, index: index)
      }
    }
    try count(users: users.count, groups: groups.count)
  }

  /// Counts what came, and what was seen of it.
  func count(users: Int, groups: Int) throws(StorageError) {
    try connection.run(
      """
      UPDATE imports SET user_items = user_items + ?, group_items = group_items + ?,
        added = added + ?, updated = updated + ?, unchanged = unchanged + ?,
        without_login = without_login + ?
      WHERE directory_id = ?
      """, users, groups, added, updated, unchanged, withoutLogin, directory.rawValue)
  }

  private mutating func append(_ group: ImportedGroup) throws(StorageError) {
    let child = try groupID(named: group.name)
    if group.parent.isEmpty { return }
    try connection.run(
      "INSERT OR IGNORE INTO pending_edges (directory_id, child, parent) VALUES (?, ?, ?)",
      directory.rawValue, child, try groupID(named: group.parent))
  }

  /// Inserts a user with groups and last login; what is stored of one who is there already, and who
  /// has to be updated.
  private mutating func insert(
    _ user: ImportedUser, granularitySeconds: Int
  ) throws(StorageError) -> KnownUser? {
    let key = Username.key(user.username)
    if user.lastLogin.time == nil { withoutLogin += 1 }
    try statements.insertUser.run {
      $0.add(directory.rawValue)
      $0.add(user.externalID)
      $0.add(user.username)
      $0.add(key)
      $0.add(user.displayName)
      $0.add(user.email)
      $0.add(user.isActive ?? true)
      $0.add(user.createdAt?.microseconds)
      $0.add(now.microseconds)
      $0.add(generation)
      $0.add(generation)
    }
    if connection.changeCount == 1 {
      try fill(connection.lastInsertedRow, with: user, granularitySeconds)
      added += 1
      return nil
    }
    guard let known = try known(user) else {
      throw StorageError(.corrupt, "a user cannot be read back")
    }
    return known
  }

  private mutating func fill(
    _ id: Int64, with user: ImportedUser, _ granularitySeconds: Int
  ) throws(StorageError) {
    for group in user.groups {
      try statements.insertMembership.run(id, try groupID(named: group))
    }
    if user.lastLogin != .unknown {
      try statements.insertSignal.run(
        id, activityKind.rawValue, source, user.lastLogin.time?.microseconds, granularitySeconds)
    }
  }

  private mutating func update(
    _ known: KnownUser, _ user: ImportedUser, index: Int
  ) throws(StorageError) {
    try see(known, index: index)
    var wanted: Set<Int64> = []
    for name in user.groups { wanted.insert(try groupID(named: name)) }
    let isMember = try memberGroups(of: known.id) == wanted
    let hasNews = known.isOlder(than: user.lastLogin)
    if known.matches(user), isMember, !hasNews {
      unchanged += 1
    } else {
      try stage(user, id: known.id, granularitySeconds: 0)
      for group in wanted {
        try connection.run(
          "INSERT INTO pending_memberships (user_id, group_id) VALUES (?, ?)", known.id, group)
      }
      updated += 1
    }
  }

  /// Stores a user as a remote directory lists it, whose groups come later; answers its row.
  mutating func append(
    _ listed: ListedUser, index: Int, in listing: inout ListingIndex
  ) throws(StorageError) -> Int64 {
    let (user, granularity) = (listed.user, listed.loginGranularitySeconds)
    guard let known = try find(user, granularitySeconds: granularity) else {
      let row = connection.lastInsertedRow
      listing.seen.insert(row)
      listing.added.insert(row)
      return row
    }
    guard listing.seen.insert(known.id) else { throw Self.duplicate(index) }
    if known.matches(user), !known.isOlder(than: user.lastLogin) {
      unchanged += 1
    } else {
      try stage(user, id: known.id, granularitySeconds: granularity)
      updated += 1
    }
    return known.id
  }

  /// What is stored of a user, or nil for one who was not and is now. Where others were listed before, most
  /// are stored.
  private mutating func find(
    _ user: ImportedUser, granularitySeconds: Int
  ) throws(StorageError) -> KnownUser? {
    if hasEarlierListing, let known = try known(user) {
      if user.lastLogin.time == nil { withoutLogin += 1 }
      return known
    }
    return try insert(user, granularitySeconds: granularitySeconds)
  }

  private static func duplicate(_ index: Int) -> StorageError {
    StorageError(.duplicateItem(index: index), "the import has an external id twice")
  }

  /// Notes that somebody came with this import, and with no other item of it.
  private func see(_ known: KnownUser, index: Int) throws(StorageError) {
    if known.seenGeneration == generation { throw Self.duplicate(index) }
    try connection.run(
      "UPDATE users SET seen_generation = ? WHERE id = ?", generation, known.id)
  }

  private func stage(
    _ user: ImportedUser, id: Int64, granularitySeconds: Int
  ) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO pending_users
        (user_id, directory_id, username, username_key, display_name, email, is_active,
         created_at, login_state, login_at, login_granularity_seconds)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, id, directory.rawValue, user.username, Username.key(user.username),
      user.displayName, user.email, user.isActive, user.createdAt?.microseconds,
      user.lastLogin.state, user.lastLogin.time?.microseconds, granularitySeconds)
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

  private func known(_ user: ImportedUser) throws(StorageError) -> KnownUser? {
    var known: KnownUser?
    try statements.findUser.read {
      $0.add(directory.rawValue)
      $0.add(user.externalID)
      $0.add(activityKind.rawValue)
      $0.add(source)
    } row: { row in
      known = KnownUser(row, like: user)
      return false
    }
    return known
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
}
