package import Cleanup

extension TenantReader {
  /// Visible groups with their sizes and parents, by name.
  package func groups(
    inDirectory directory: String?, after cursor: GroupCursor?, limit: Int
  ) throws(StorageError) -> Page<Group, GroupCursor> {
    let found = try connection.all(
      """
      SELECT g.id, d.name, g.external_id, g.name
      FROM groups g JOIN directories d ON d.id = g.directory_id
      WHERE g.added_generation <= d.generation AND (?1 IS NULL OR d.name = ?1)
        AND (g.name, g.id) > (?2, ?3)
      ORDER BY g.name, g.id LIMIT ?4
      """, directory, cursor?.name ?? "", cursor?.group ?? 0, limit + 1
    ) { row in
      Group(
        id: GroupID(rawValue: row[0]), directory: row[1], externalID: row[2], name: row[3])
    }
    var page = Page(found, limit: limit) { GroupCursor(name: $0.name, group: $0.id.rawValue) }
    for index in page.items.indices {
      let id = page.items[index].id
      page.items[index].memberCount = try memberCount(of: id)
      page.items[index].parents = try connection.all(
        """
        SELECT g.name FROM group_edges e JOIN groups g ON g.id = e.parent
        JOIN directories d ON d.id = g.directory_id AND d.generation >= 0
        WHERE e.child = ? ORDER BY g.name
        """, id.rawValue, read: { $0[0] as String })
    }
    return page
  }

  /// The groups that a user is a direct member of.
  package func memberGroups(of user: UserID) throws(StorageError) -> [GroupID] {
    try connection.all(
      "SELECT group_id FROM memberships WHERE user_id = ? ORDER BY group_id", user.rawValue
    ) { GroupID(rawValue: $0[0]) }
  }

  /// Whether a user is a direct member of a group.
  package func isMember(_ user: UserID, of group: GroupID) throws(StorageError) -> Bool {
    try connection.exists(
      "SELECT 1 FROM memberships WHERE user_id = ? AND group_id = ?", user.rawValue,
      group.rawValue)
  }

  /// Direct memberships by name, then inherited ones by name, each with its shortest way.
  func memberships(of user: UserID) throws(StorageError) -> [Membership] {
    let direct = try connection.all(
      """
      SELECT g.id, d.name, g.name FROM memberships m
      JOIN groups g ON g.id = m.group_id
      JOIN directories d ON d.id = g.directory_id AND d.generation >= 0
      WHERE m.user_id = ? ORDER BY g.name, d.position
      """, user.rawValue
    ) { GroupWay(id: $0[0], directory: $0[1], names: [$0[2] as String]) }
    var inherited: [Int64: GroupWay] = [:]
    var level = direct
    while !level.isEmpty {
      level = try climb(from: level, besides: inherited)
      for way in level { inherited[way.id] = way }
    }
    let ways = inherited.values.sorted { ($0.group, $0.directory) < ($1.group, $1.directory) }
    return direct.map { Membership(directory: $0.directory, group: $0.group) }
      + ways.map { Membership(directory: $0.directory, group: $0.group, path: $0.names) }
  }

  private func memberCount(of group: GroupID) throws(StorageError) -> Int {
    Int(
      try connection.number(Self.countOfMembers, group.rawValue))
  }

  /// One level of nesting up; of ways of equal length the lexically first is kept.
  private func climb(
    from level: [GroupWay], besides known: [Int64: GroupWay]
  ) throws(StorageError) -> [GroupWay] {
    var found: [Int64: GroupWay] = [:]
    for way in level {
      let parents = try connection.all(
        """
        SELECT g.id, d.name, g.name FROM group_edges e
        JOIN groups g ON g.id = e.parent
        JOIN directories d ON d.id = g.directory_id AND d.generation >= 0
        WHERE e.child = ?
        """, way.id
      ) { row in
        GroupWay(
          id: row[0], directory: row[1], names: way.names + [row[2]],
          passed: way.passed.union([row[0] as Int64]), isCycle: way.passed.contains(row[0]))
      }
      for next in parents where !next.isCycle && known[next.id] == nil {
        if found[next.id].map({ next.names.lexicographicallyPrecedes($0.names) }) ?? true {
          found[next.id] = next
        }
      }
    }
    return Array(found.values)
  }

  private static let countOfMembers = SQL.kept(
    """
    SELECT count(*) FROM memberships m
    JOIN users u ON u.id = m.user_id JOIN directories d ON d.id = u.directory_id
    WHERE m.group_id = ? AND \(UserRow.visible)
    """)
}

/// A way from a user to a group: names of the groups on it, the direct one first.
private struct GroupWay {
  let id: Int64
  let directory: String
  let names: [String]
  let passed: Set<Int64>
  let isCycle: Bool

  init(
    id: Int64, directory: String, names: [String], passed: Set<Int64>? = nil,
    isCycle: Bool = false
  ) {
    self.id = id
    self.directory = directory
    self.names = names
    self.passed = passed ?? [id]
    self.isCycle = isCycle
  }

  var group: String { names.last ?? "" }
}
