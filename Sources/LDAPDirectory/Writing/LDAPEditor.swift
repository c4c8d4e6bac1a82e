internal import Cleanup
internal import Directories
internal import LDAP

/// Reads and changes single users.
struct LDAPEditor: Sendable {
  /// Most groups of a user that are read at once.
  static let pageSize = 100
  /// Most times that a change is made which comes to nothing.
  static let maxAttempts = 3

  let session: LDAPSession
  let schema: LDAPSchema
  let names: EntryNames

  /// An entry by its id, which outlives its name; nil when there is none. Filters of users and groups do not
  /// count: whoever is closed may not be found by them any more.
  func find(
    _ id: String, _ kind: EntryKind, _ attributes: [String]
  ) async throws(DirectoryError) -> LDAPEntry? {
    if let entry = try await lookWhereItWas(id, kind, attributes) { return entry }
    let base = kind == .user ? schema.userBase : schema.groupBase
    guard let filter = schema.filter(ofID: id), !base.isEmpty else { return nil }
    let search = LDAPSearch(base: base, filter: filter, attributes: attributes, pageSize: 2)
    let entries = try await session.page(of: search, while: .reading(kind)).entries
    if entries.count > 1 {
      throw DirectoryError(
        .malformed,
        "Two entries have the same \(schema.id): name an attribute that is unique in attributes.id."
      )
    }
    if let entry = entries.first { names.note(entry.name, of: id) }
    return entries.first
  }

  /// The entry where it was found before; nil when it is no longer there.
  private func lookWhereItWas(
    _ id: String, _ kind: EntryKind, _ attributes: [String]
  ) async throws(DirectoryError) -> LDAPEntry? {
    guard let name = names.name(of: id) else { return nil }
    let attributes = attributes.filter { $0 != "1.1" } + [schema.id]
    let entry = try await session.entry(name, attributes, while: .reading(kind))
    if let entry, try entry.id(schema.id, of: kind) == id { return entry }
    names.note(nil, of: id)
    return nil
  }

  /// An entry by its id, which has to be there.
  func required(
    _ id: String, _ kind: EntryKind, _ attributes: [String]
  ) async throws(DirectoryError) -> LDAPEntry {
    guard let entry = try await find(id, kind, attributes) else {
      throw Self.gone(kind)
    }
    return entry
  }

  /// That something is not there.
  static func gone(_ kind: EntryKind) -> DirectoryError {
    DirectoryError(
      .notFound,
      "The \(kind.word) is not in the directory any more, or bind_name may not see it: list it again."
    )
  }

  /// Brings something to a state: reads it, changes it where it is not as it is to be, and reads it again.
  ///
  /// A change comes to nothing where somebody else moves or changes the entry meanwhile, and is made again.
  ///
  /// - Returns: false when it was so already.
  func reach<State>(
    _ isReached: (State) throws(DirectoryError) -> Bool,
    read: () async throws(DirectoryError) -> State,
    change: (State) async throws(DirectoryError) -> Void
  ) async throws(DirectoryError) -> Bool {
    for attempt in 0..<Self.maxAttempts {
      let state = try await read()
      if try isReached(state) { return attempt > 0 }
      do throws(DirectoryError) {
        try await change(state)
      } catch {
        guard error == .moved else { throw error }
      }
    }
    if try isReached(try await read()) { return true }
    throw DirectoryError(
      .refused,
      "The server took the change, and does not show it: look for another program that keeps the entry "
        + "as it was, and let bind_name read the attribute.")
  }

  /// A user with the groups that have it as a direct member; nil when there is none.
  func read(
    _ id: String, keepsLogins: () async throws(DirectoryError) -> Bool
  ) async throws(DirectoryError) -> RemoteUser? {
    let attributes = schema.userAttributes + (schema.hasPrimaryGroups ? ["objectSid"] : [])
    guard let entry = try await find(id, .user, attributes) else { return nil }
    let reader = UserReader(
      schema: schema, absentLogin: try await keepsLogins() ? .never : .unknown)
    let user = try reader.user(entry)
    if schema.groupBase.isEmpty { return RemoteUser(user, groups: []) }
    var holding = schema.member.map { LDAPFilter.equal($0, entry.name) }
    if let number = try reader.primaryGroup(entry) {
      holding.append(.equal("objectSid", try sid(ofGroup: number, of: entry)))
    }
    return RemoteUser(user, groups: try await groups(.any(holding)))
  }

  private func groups(_ filter: LDAPFilter) async throws(DirectoryError) -> [ListedGroup] {
    let search = LDAPSearch(
      base: schema.groupBase, filter: .all([schema.groupFilter, filter]),
      attributes: [schema.id, schema.groupName], pageSize: Self.pageSize)
    let reader = GroupReader(schema: schema)
    var groups: [ListedGroup] = []
    var cookie: LDAPCookie?
    repeat {
      let page = try await session.page(of: search, after: cookie, while: .reading(.group))
      for entry in page.entries { groups.append(try reader.group(entry)) }
      // A server that never comes to an end is not followed.
      if groups.count > ImportedUser.maxGroups {
        throw DirectoryError(
          .malformed,
          "A user is in more than \(ImportedUser.maxGroups) groups: leave some out by group_filter."
        )
      }
      cookie = page.next
    } while cookie != nil
    return groups
  }

  /// The `objectSid` of a group in the domain of a user.
  private func sid(ofGroup number: UInt32, of user: LDAPEntry) throws(DirectoryError) -> [UInt8] {
    guard let sid = user.value(of: "objectSid") else { throw .missing("objectSid", of: .user) }
    guard BinaryID.relativeID(ofSID: sid) != nil else { throw .unusable("objectSid", of: .user) }
    return Array(sid.dropLast(4)) + (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
