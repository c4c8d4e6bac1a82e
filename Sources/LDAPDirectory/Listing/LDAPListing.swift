internal import Cleanup
internal import Directories
internal import LDAP

/// Lists users, then groups, a page at a time. Dropping it closes its connection.
actor LDAPListing: DirectoryListing {
  /// Most groups of a page: each comes with as many members as the server gives at once.
  static let maxGroupsPerPage = 25
  /// Most pages without anything in them, one behind the other.
  static let maxEmptyPages = 100

  private enum Stage {
    case users(after: LDAPCookie?)
    case groups(after: LDAPCookie?)
    case over
    case failed(DirectoryError)
  }

  private let session: LDAPSession
  private let schema: LDAPSchema
  private let pageSize: Int
  private let users: UserReader
  private let groups: GroupReader
  private var stage = Stage.users(after: nil)
  private var isReading = false
  /// What is left to read of the groups that came last.
  private var rests: [GroupRest] = []
  /// Numbers of the groups that are somebody's primary one.
  private var primaryGroups: Set<UInt32> = []

  init(
    _ session: LDAPSession, _ schema: LDAPSchema, absentLogin: ImportedUser.Login, pageSize: Int
  ) {
    self.session = session
    self.schema = schema
    self.pageSize = pageSize
    users = UserReader(schema: schema, absentLogin: absentLogin)
    groups = GroupReader(schema: schema)
  }

  package func next() async throws(DirectoryError) -> [ListedItem]? {
    precondition(!isReading, "A listing is read by one at a time.")
    isReading = true
    defer { isReading = false }
    do throws(DirectoryError) {
      if let items = try await nextItems() { return items }
    } catch {
      // From now on it fails: it must never look as if it were over.
      stage = .failed(error)
      rests = []
      await session.close()
      throw error
    }
    await session.close()
    return nil
  }

  /// The next items, of which there are some; nil after the last.
  private func nextItems() async throws(DirectoryError) -> [ListedItem]? {
    for _ in 0...Self.maxEmptyPages {
      guard let items = try await step() else { return nil }
      if !items.isEmpty { return items }
    }
    throw DirectoryError(
      .malformed, "The server gives page after page with nothing in it: look into its log.")
  }

  private func step() async throws(DirectoryError) -> [ListedItem]? {
    if let rest = rests.popLast() { return try await read(rest) }
    switch stage {
    case .users(let cookie): return try await readUsers(after: cookie)
    case .groups(let cookie): return try await readGroups(after: cookie)
    case .over: return nil
    case .failed(let error): throw error
    }
  }

  private func readUsers(after cookie: LDAPCookie?) async throws(DirectoryError) -> [ListedItem] {
    let search = LDAPSearch(
      base: schema.userBase, filter: schema.userFilter, attributes: schema.userAttributes,
      pageSize: pageSize)
    let page = try await session.page(of: search, after: cookie, while: .reading(.user))
    var items: [ListedItem] = []
    for entry in page.entries {
      items.append(.user(try users.user(entry)))
      if let number = try users.primaryGroup(entry) { primaryGroups.insert(number) }
    }
    if let next = page.next {
      stage = .users(after: next)
    } else {
      stage = schema.groupBase.isEmpty ? .over : .groups(after: nil)
    }
    return items
  }

  private func readGroups(after cookie: LDAPCookie?) async throws(DirectoryError) -> [ListedItem] {
    let search = LDAPSearch(
      base: schema.groupBase, filter: schema.groupFilter, attributes: schema.groupAttributes,
      pageSize: min(pageSize, Self.maxGroupsPerPage))
    let page = try await session.page(of: search, after: cookie, while: .reading(.group))
    var items: [ListedItem] = []
    for entry in page.entries {
      let group = try groups.group(entry)
      items.append(.group(group))
      items += try groups.members(entry, of: group.externalID)
      try noteRests(of: entry, group.externalID)
    }
    stage = page.next.map { .groups(after: $0) } ?? .over
    return items
  }

  private func noteRests(of entry: LDAPEntry, _ group: String) throws(DirectoryError) {
    for name in schema.member {
      if let next = entry.range(of: name)?.next {
        rests.append(.range(next, of: name, entry: entry.name, group: group))
      }
    }
    if let number = try groups.primaryNumber(entry), primaryGroups.contains(number) {
      rests.append(.primary(number, group: group, after: nil))
    }
  }

  private func read(_ rest: GroupRest) async throws(DirectoryError) -> [ListedItem] {
    switch rest {
    case .range(let part, let name, let entry, let group):
      return try await readRange(part, of: name, entry: entry, group: group)
    case .primary(let number, let group, let cookie):
      return try await readPrimary(number, group: group, after: cookie)
    }
  }

  private func readRange(
    _ part: String, of name: String, entry: String, group: String
  ) async throws(DirectoryError) -> [ListedItem] {
    let found = try await session.entry(entry, [part], while: .reading(.group))
    // Nothing in a part that was promised: members or the group went meanwhile.
    guard let range = found?.range(of: name), !range.values.isEmpty else { throw .changed }
    if let next = range.next {
      rests.append(.range(next, of: name, entry: entry, group: group))
    }
    return try groups.parts(range.values, named: name, of: group)
  }

  private func readPrimary(
    _ number: UInt32, group: String, after cookie: LDAPCookie?
  ) async throws(DirectoryError) -> [ListedItem] {
    let search = LDAPSearch(
      base: schema.userBase, filter: schema.users(ofPrimaryGroup: number), attributes: ["1.1"],
      pageSize: pageSize)
    let page = try await session.page(of: search, after: cookie, while: .reading(.user))
    if let next = page.next { rests.append(.primary(number, group: group, after: next)) }
    var locators: [String] = []
    for entry in page.entries { locators.append(try entry.locator()) }
    return locators.isEmpty ? [] : [.members(ListedMembers(of: group, locators: locators))]
  }
}
