package import Cleanup

extension TenantReader {
  /// Visible users that pass a filter, by username.
  package func users(
    _ filter: UserFilter, after cursor: UserCursor?, limit: Int
  ) throws(StorageError) -> Page<User, UserCursor> {
    guard try hasImported() else { return Page(items: [], next: nil) }
    var conditions = [UserRow.visible]
    var values: [Connection.Value] = []
    func require(_ condition: String, _ value: Connection.Value...) {
      conditions.append(condition)
      values += value
    }
    if let directory = filter.directory { require("d.name = ?", directory) }
    if let isActive = filter.isActive { require("u.is_active = ?", isActive) }
    if let text = filter.text { require("instr(u.username_key, ?) > 0", Username.key(text)) }
    if let group = filter.group {
      require(
        """
        EXISTS (SELECT 1 FROM memberships m JOIN groups g ON g.id = m.group_id
                JOIN directories o ON o.id = g.directory_id AND o.generation >= 0
                WHERE m.user_id = u.id AND g.name = ?)
        """, group)
    }
    if let cursor {
      require(
        "(u.username_key, u.directory_id, u.id) > (?, ?, ?)", cursor.usernameKey,
        cursor.directory, cursor.user)
    }
    let rows = try connection.all(
      """
      SELECT \(UserRow.columns)
      FROM users u INDEXED BY users_by_key CROSS JOIN directories d ON d.id = u.directory_id
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY u.username_key, u.directory_id, u.id LIMIT ?
      """, values: values + [limit + 1], read: { UserRow($0) })
    let page = Page(rows, limit: limit, cursor: \.cursor)
    var users: [User] = []
    for row in page.items { users.append(try complete(row)) }
    return Page(items: users, next: page.next)
  }
}
