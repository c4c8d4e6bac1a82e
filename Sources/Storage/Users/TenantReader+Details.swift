package import Cleanup

extension TenantReader {
  /// Whom a reference names, as `resolve` has it, with everything that hangs on the user.
  ///
  /// Asked for more often than anything else: each table is read by one statement without the names
  /// beside it, which the snapshot knows already.
  package func details(_ ref: UserRef) throws(StorageError) -> UserMatch<UserDetails> {
    let names = connection.names ?? SnapshotNames()
    let directories = try names.directories(connection)
    let namesakes = try rows(for: ref, in: directories)
    let rows =
      ref.directory.isEmpty
      ? namesakes : namesakes.filter { $0.user.directory.byteOrder(to: ref.directory) == 0 }
    let left = rows.count > 1 ? Self.meant(ref, among: rows) : rows
    switch left.count {
    case 0: return .notFound
    case 1: return .found(try details(of: left[0], namesakes, names))
    default: return .ambiguous(left.map(\.user.directory))
    }
  }

  /// Visible users whom a reference can mean; those named by username in every directory.
  private func rows(
    for ref: UserRef, in directories: [SnapshotNames.Directory]
  ) throws(StorageError) -> [UserRow] {
    if ref.externalID.isEmpty {
      // Before the first import has finished, the index may be missing.
      guard directories.contains(where: { $0.generation > 0 }) else { return [] }
      let statement = try connection.statement(Self.byKey)
      try statement.bind(only: Username.key(ref.username))
      return try visible(statement, in: directories)
    }
    guard let directory = directories.first(where: { $0.name.byteOrder(to: ref.directory) == 0 })
    else { return [] }
    let statement = try connection.statement(Self.byExternalID)
    try statement.bind([directory.id, ref.externalID])
    return try visible(statement, in: directories)
  }

  /// The visible users in the rows of a statement to which its values are bound.
  private func visible(
    _ statement: PreparedStatement, in directories: [SnapshotNames.Directory]
  ) throws(StorageError) -> [UserRow] {
    defer { statement.reset() }
    var rows: [UserRow] = []
    while try statement.step() {
      let id: Int64 = statement.row[UserRow.directoryColumn]
      guard let directory = directories.first(where: { $0.id == id }) else {
        throw StorageError(.corrupt, "the database has a user without a directory")
      }
      let row = UserRow(statement.row, in: directory)
      if row.isVisible { rows.append(row) }
    }
    return rows
  }

  private func details(
    of row: UserRow, _ namesakes: [UserRow], _ names: SnapshotNames
  ) throws(StorageError) -> UserDetails {
    var user = row.user
    user.shadowedBy = try shadow(of: row, namesakes) ?? ""
    let signals = try signals(of: user.id, names)
    user.lastActivity = LastActivity(of: signals, counting: Self.allKinds, until: .latest)
    return UserDetails(
      user: user, memberships: try memberships(of: user.id, names), signals: signals,
      holds: try openHolds(of: user.id))
  }

  /// The first earlier directory with the username. Whoever was looked up by the username has it among
  /// those who were found with it.
  private func shadow(
    of row: UserRow, _ namesakes: [UserRow]
  ) throws(StorageError) -> String? {
    if row.position <= 1 { return nil }
    let earlier = namesakes.filter {
      $0.position < row.position && $0.usernameKey == row.usernameKey
    }
    if let first = earlier.min(by: { $0.position < $1.position }) { return first.user.directory }
    return try shadow(of: row.usernameKey, before: row.position)?.name
  }

  private func memberships(
    of user: UserID, _ names: SnapshotNames
  ) throws(StorageError) -> [Membership] {
    // Many a directory nests no groups at all.
    if try names.isNested(connection) { return try memberships(of: user) }
    let directories = try names.directories(connection)
    var found: [(position: Int, membership: Membership)] = []
    let statement = try connection.statement(Self.groupsOfUser)
    try statement.bind(only: user.rawValue)
    defer { statement.reset() }
    while try statement.step() {
      let id: Int64 = statement.row[0]
      guard let directory = directories.first(where: { $0.id == id }) else {
        throw StorageError(.corrupt, "the database has a group without a directory")
      }
      // One that was deleted.
      if directory.generation < 0 { continue }
      let membership = Membership(directory: directory.name, group: statement.row[1])
      found.append((directory.position, membership))
    }
    found.sort { left, right in
      let order = left.membership.group.byteOrder(to: right.membership.group)
      return order == 0 ? left.position < right.position : order < 0
    }
    return found.map(\.membership)
  }

  private func signals(
    of user: UserID, _ names: SnapshotNames
  ) throws(StorageError) -> [ActivitySignal] {
    var signals: [ActivitySignal] = []
    let statement = try connection.statement(Self.signalsOfUser)
    try statement.bind(only: user.rawValue)
    defer { statement.reset() }
    while try statement.step() {
      let row = statement.row
      signals.append(
        ActivitySignal(
          kind: try row.value(0), source: try names.source(row[1], connection),
          time: row.optionalMoment(2), granularitySeconds: row[3]))
    }
    guard signals.count > 1 else { return signals }
    return signals.sorted { left, right in
      left.kind == right.kind
        ? left.source.byteOrder(to: right.source) < 0 : left.kind.rawValue < right.kind.rawValue
    }
  }

  private static let byKey = SQL.kept(
    "SELECT \(UserRow.ownColumns) FROM users u WHERE u.username_key = ?")
  private static let byExternalID = SQL.kept(
    "SELECT \(UserRow.ownColumns) FROM users u WHERE u.directory_id = ? AND u.external_id = ?")
  private static let groupsOfUser: SQL = """
    SELECT g.directory_id, g.name FROM memberships m CROSS JOIN groups g ON g.id = m.group_id
    WHERE m.user_id = ?
    """
  private static let signalsOfUser: SQL =
    "SELECT kind, source_id, time, granularity_seconds FROM signals WHERE user_id = ?"
}
