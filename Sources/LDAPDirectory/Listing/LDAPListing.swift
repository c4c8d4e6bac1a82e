internal import Cleanup
internal import Directories
internal import LDAP

/// Lists users, then groups, a page at a time. Dropping it closes its connection.
actor LDAPListing: DirectoryListing {
  /// Most groups of a page: each comes with as many members as the server gives at once.
  static let maxGroupsPerPage = 10
  /// Members that are given out together: they take far more memory then than in the server's answer.
  static let membersAtOnce = 5000
  /// Most pages without anything in them, one behind the other.
  static let maxEmptyPages = 100

  private enum Stage {
    case users(after: LDAPCookie?)
    case groups(after: LDAPCookie?)
    case strays
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
  /// The page of users that came while the last one was looked at.
  private var ahead: LDAPPage?
  /// What is left to read of the groups that came last.
  private var rests: [GroupRest] = []
  /// Numbers of the groups that are somebody's primary one.
  private var primaryGroups: Set<UInt32> = []
  private var strays: StrayMembers

  init(
    _ session: LDAPSession, _ schema: LDAPSchema, absentLogin: ImportedUser.Login, pageSize: Int
  ) {
    self.session = session
    self.schema = schema
    self.pageSize = pageSize
    users = UserReader(schema: schema, absentLogin: absentLogin)
    groups = GroupReader(schema: schema)
    strays = StrayMembers(userBase: schema.userBase)
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
    if let rest = rests.popLast() {
      let items = try await read(rest)
      strays.note(items)
      return items
    }
    switch stage {
    case .users(let cookie): return try await readUsers(after: cookie)
    case .groups(let cookie): return try await readGroups(after: cookie)
    case .strays:
      stage = .over
      return try await readStrays()
    case .over: return nil
    case .failed(let error): throw error
    }
  }

  /// A page of users; the one behind it comes while this one is looked at.
  private func readUsers(after cookie: LDAPCookie?) async throws(DirectoryError) -> [ListedItem] {
    let page = if let ahead { ahead } else { try await usersPage(after: cookie) }
    ahead = nil
    guard let next = page.next else {
      stage = schema.groupBase.isEmpty ? .over : .groups(after: nil)
      return try listed(page)
    }
    async let following = result(of: { () async throws(DirectoryError) in
      try await usersPage(after: next)
    })
    let items = Result { () throws(DirectoryError) in try listed(page) }
    ahead = try await following.get()
    stage = .users(after: next)
    return try items.get()
  }

  private nonisolated func usersPage(
    after cookie: LDAPCookie?
  ) async throws(DirectoryError) -> LDAPPage {
    let search = LDAPSearch(
      base: schema.userBase, filter: schema.userFilter, attributes: schema.userAttributes,
      pageSize: pageSize, asksAhead: true)
    return try await session.page(of: search, after: cookie, while: .reading(.user))
  }

  private func listed(_ page: LDAPPage) throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    items.reserveCapacity(page.entries.count)
    for entry in page.entries {
      let user = try users.user(entry)
      strays.list(user: user.locator)
      items.append(.user(user))
      if let number = try users.primaryGroup(entry) { primaryGroups.insert(number) }
    }
    return items
  }

  /// What came of something, which `async let` would forget the kind of error of.
  private nonisolated func result(
    of body: () async throws(DirectoryError) -> LDAPPage
  ) async -> Result<LDAPPage, DirectoryError> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  private func readGroups(after cookie: LDAPCookie?) async throws(DirectoryError) -> [ListedItem] {
    let search = LDAPSearch(
      base: schema.groupBase, filter: schema.groupFilter, attributes: schema.groupAttributes,
      pageSize: min(pageSize, Self.maxGroupsPerPage))
    let page = try await session.page(of: search, after: cookie, while: .reading(.group))
    var items: [ListedItem] = []
    for entry in page.entries {
      let group = try groups.group(entry)
      strays.list(group: group.locator)
      items.append(.group(group))
      try noteRests(of: entry, group.externalID)
    }
    stage = page.next.map { .groups(after: $0) } ?? .strays
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
    // What comes last is given out first.
    for list in try groups.memberLists(entry).reversed() {
      rests.append(.values(list.values[...], of: list.attribute, group: group))
    }
  }

  private func read(_ rest: GroupRest) async throws(DirectoryError) -> [ListedItem] {
    switch rest {
    case .values(let values, let name, let group):
      return try readValues(values, of: name, group: group)
    case .range(let part, let name, let entry, let group):
      return try await readRange(part, of: name, entry: entry, group: group)
    case .primary(let number, let group, let cookie):
      return try await readPrimary(number, group: group, after: cookie)
    }
  }

  /// Some of the members that came already, and those of groups behind them.
  private func readValues(
    _ values: Slice<LDAPValues>, of name: String, group: String
  ) throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    var next = Optional((values: values, name: name, group: group))
    var room = Self.membersAtOnce
    while let (values, name, group) = next, room > 0 {
      items += try groups.parts(values.prefix(room), named: name, of: group)
      let left = values.dropFirst(room)
      room -= values.count - left.count
      next = nil
      if !left.isEmpty {
        rests.append(.values(left, of: name, group: group))
      } else if case .values(let values, let name, let group) = rests.last {
        rests.removeLast()
        next = (values: values, name: name, group: group)
      }
    }
    if let next { rests.append(.values(next.values, of: next.name, group: next.group)) }
    return items
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
    return try groups.parts(range.values[...], named: name, of: group)
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

  /// Memberships of users who were given another name after they were listed: what they are called now leads
  /// to the id under which they were.
  private func readStrays() async throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    for stray in strays.take() {
      guard let id = try await id(at: stray.locator) else { continue }
      for group in stray.groups {
        items.append(.members(ListedMembers(of: group, locators: [], users: [id])))
      }
    }
    return items
  }

  /// The id of an entry; nil where there is none, or none that may be read.
  private func id(at locator: String) async throws(DirectoryError) -> String? {
    do throws(DirectoryError) {
      let entry = try await session.entry(locator, [schema.id], while: .reading(.user))
      return try entry?.id(schema.id, of: .user)
    } catch {
      if error.code == .insufficientRights || error.code == .incomplete { return nil }
      throw error
    }
  }
}
