/// Makes users members of groups, several in one statement: getting a statement ready takes as long as half of
/// what it does for one.
struct JoiningMembers {
  /// Memberships of one statement.
  private static let most = 16
  private static let one = SQL.kept(
    "INSERT OR IGNORE INTO memberships (user_id, group_id) VALUES (?, ?)")
  private static let many = SQL.kept(
    """
    INSERT OR IGNORE INTO memberships (user_id, group_id)
    VALUES \(repeatElement("(?, ?)", count: most).joined(separator: ", "))
    """)

  private let connection: Connection
  private var waiting: [(user: Int64, group: Int64)] = []

  init(_ connection: Connection) {
    self.connection = connection
    waiting.reserveCapacity(Self.most)
  }

  /// Makes a user a member of a group, now or with those that come next.
  mutating func join(_ user: Int64, _ group: Int64) throws(StorageError) {
    waiting.append((user: user, group: group))
    guard waiting.count == Self.most else { return }
    try connection.run(Self.many) {
      for membership in waiting {
        $0.add(membership.user)
        $0.add(membership.group)
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Makes those members who still wait.
  mutating func finish() throws(StorageError) {
    for membership in waiting {
      try connection.run(Self.one, membership.user, membership.group)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
