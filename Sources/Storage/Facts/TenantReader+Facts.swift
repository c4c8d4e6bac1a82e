package import Cleanup

extension TenantReader {
  /// Everything that a verdict needs of one user; nil for one that does not show.
  package func facts(of id: UserID) throws(StorageError) -> UserFacts? {
    try located(id)?.facts
  }

  /// Hands everybody's facts to the body, by directory position and then by row.
  ///
  /// One pass over tables in the order of their keys; memory does not grow with the users. Users
  /// created after `createdUntil` are left out.
  package func forEachUser(
    createdUntil: Moment? = nil, _ body: (UserFacts) throws(StorageError) -> Void
  ) throws(StorageError) {
    try forEachUser(of: directories(), createdUntil: createdUntil, body)
  }

  /// The same pass for a caller that has read all directories already.
  package func forEachUser(
    of directories: [DirectorySettings], createdUntil: Moment? = nil,
    _ body: (UserFacts) throws(StorageError) -> Void
  ) throws(StorageError) {
    let sources = try sources()
    for directory in directories {
      var cursor = try FactsCursor(self, directory, sources: sources, createdUntil: createdUntil)
      var facts = UserFacts(
        id: UserID(rawValue: 0), directory: directory.id, externalID: "", usernameKey: "",
        firstSeenAt: .earliest)
      while try cursor.next(&facts) { try body(facts) }
    }
  }

  /// Hands the facts of each active, unshadowed direct member of some groups to the body, once each,
  /// with the position of its directory.
  package func forEachActiveMember(
    of groups: [GroupID],
    _ body: (UserFacts, _ directoryPosition: Int) throws(StorageError) -> Void
  ) throws(StorageError) {
    let members = try connection.rows(
      """
      SELECT DISTINCT user_id FROM memberships
      WHERE group_id IN (SELECT value FROM json_each(?)) ORDER BY user_id
      """, values: [try StoredJSON.encode(groups.map(\.rawValue))])
    while let row = try members.next() {
      guard let found = try located(UserID(rawValue: row[0])), found.facts.isActive,
        found.facts.shadowedBy == nil
      else { continue }
      try body(found.facts, found.position)
    }
  }

  /// The names behind the numbers of sources.
  func sources() throws(StorageError) -> [Int64: String] {
    let pairs = try connection.all("SELECT id, name FROM sources") { row in
      (row[0] as Int64, row[1] as String)
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private func located(
    _ id: UserID
  ) throws(StorageError) -> (facts: UserFacts, position: Int)? {
    let found = try connection.first(
      Self.factsOfUser, id.rawValue
    ) { row in
      var facts = UserFacts(row, directory: DirectoryID(rawValue: row[9]))
      facts.isServiceAccount = row[11]
      return (facts: facts, position: row[10] as Int)
    }
    guard var found else { return nil }
    found.facts.shadowedBy =
      try shadow(of: found.facts.usernameKey, before: found.position)?.id
    found.facts.signals = try signals(of: id)
    found.facts.groups = try memberGroups(of: id)
    return found
  }

  private static let factsOfUser = SQL.kept(
    """
    SELECT u.id, u.external_id, u.username_key, u.is_active, u.created_at, u.first_seen_at,
      u.reactivated_at, e.until, e.owner, u.directory_id, d.position, u.external_id IS d.own_account
    FROM users u JOIN directories d ON d.id = u.directory_id
    LEFT JOIN exemptions e ON e.user_id = u.id
    WHERE u.id = ? AND \(UserRow.visible)
    """)
}

extension UserFacts {
  /// What stands in the user's row and its exemption: `id, external_id, username_key, is_active,
  /// created_at, first_seen_at, reactivated_at, until, owner`.
  init(_ row: Row, directory: DirectoryID) {
    self.init(
      id: UserID(rawValue: row[0]), directory: directory, externalID: row[1],
      usernameKey: row[2], isActive: row[3], createdAt: row.optionalMoment(4),
      firstSeenAt: row.moment(5), reactivatedAt: row.optionalMoment(6),
      exemptUntil: row.optionalMoment(7), exemptionOwner: row[8] ?? "")
  }
}
