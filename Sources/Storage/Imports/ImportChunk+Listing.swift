internal import Cleanup

extension ImportChunk {
  /// Stores what a remote directory lists, and counts it. Who is a member of what shows only when all of
  /// it has come: see ``MembershipResolution``.
  mutating func append(
    _ items: [ListedItem], to index: inout ListingIndex
  ) throws(StorageError) -> (users: Int, groups: Int) {
    var (users, groups) = (0, 0)
    for item in items {
      switch item {
      case .user(let user):
        let row = try append(user, index: users, in: &index)
        index.users.add(LocatorKey(user.locator), row: row)
        users += 1
      case .group(let group):
        try append(group, to: &index)
        groups += 1
      case .members(let members):
        try append(members, to: &index)
      }
    }
    try count(users: users, groups: groups)
    return (users: users, groups: groups)
  }

  private mutating func append(
    _ group: ListedGroup, to index: inout ListingIndex
  ) throws(StorageError) {
    let known = try connection.first(
      "SELECT id FROM groups WHERE directory_id = ? AND external_id = ?", directory.rawValue,
      group.externalID
    ) { $0[0] as Int64 }
    let row: Int64
    if let known {
      row = known
      try connection.run("UPDATE groups SET seen_generation = ? WHERE id = ?", generation, row)
      try connection.run(
        "INSERT OR REPLACE INTO pending_group_names (group_id, directory_id, name) VALUES (?, ?, ?)",
        row, directory.rawValue, group.name)
    } else {
      row = try connection.insert(
        """
        INSERT INTO groups (directory_id, external_id, name, added_generation, seen_generation)
        VALUES (?, ?, ?, ?, ?)
        """, directory.rawValue, group.externalID, group.name, generation, generation)
    }
    groups[group.externalID] = row
    if !group.locator.isEmpty { index.groups.add(LocatorKey(group.locator), row: row) }
  }

  private mutating func append(
    _ members: ListedMembers, to index: inout ListingIndex
  ) throws(StorageError) {
    let group = try row(ofGroup: members.group)
    for locator in members.locators { try index.add(member: locator, of: group) }
    for id in members.users {
      let row = try connection.first(
        "SELECT id FROM users WHERE directory_id = ? AND external_id = ?", directory.rawValue, id
      ) { $0[0] as Int64 }
      if let row, index.seen.contains(row) { try index.pairs.add(user: row, group: group) }
    }
  }

  private mutating func row(ofGroup externalID: String) throws(StorageError) -> Int64 {
    if let known = groups[externalID] { return known }
    let stored = try connection.first(
      "SELECT id FROM groups WHERE directory_id = ? AND external_id = ?", directory.rawValue,
      externalID
    ) { $0[0] as Int64 }
    guard let stored else {
      throw StorageError(.conflict, "members came before their group")
    }
    groups[externalID] = stored
    return stored
  }
}
