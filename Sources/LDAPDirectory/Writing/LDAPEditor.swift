internal import Cleanup
internal import Directories
internal import LDAP

/// Reads and changes single users.
struct LDAPEditor: Sendable {
  /// Most groups of a user that are read at once.
  static let pageSize = 100

  let session: LDAPSession
  let schema: LDAPSchema

  /// An entry by its id, which outlives its name; nil when there is none. Filters of users and groups do not
  /// count: whoever is closed may not be found by them any more.
  func find(
    _ id: String, _ kind: EntryKind, _ attributes: [String]
  ) async throws(DirectoryError) -> LDAPEntry? {
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
    return entries.first
  }

  /// An entry by its id, which has to be there.
  func required(
    _ id: String, _ kind: EntryKind, _ attributes: [String]
  ) async throws(DirectoryError) -> LDAPEntry {
    guard let entry = try await find(id, kind, attributes) else {
      throw DirectoryError(
        .refused,
        "The \(kind.word) is not in the directory any more, or bind_name may not see it: list it again."
      )
    }
    return entry
  }

  /// A user with the groups that have it as a direct member; nil when there is none.
  func read(_ id: String, besides bindName: String) async throws(DirectoryError) -> RemoteUser? {
    let attributes = schema.userAttributes + (schema.hasPrimaryGroups ? ["objectSid"] : [])
    guard let entry = try await find(id, .user, attributes) else { return nil }
    let keepsLogins = try await session.keepsLogins(schema, besides: bindName)
    let reader = UserReader(schema: schema, absentLogin: keepsLogins ? .never : .unknown)
    let user = try reader.user(entry)
    if schema.groupBase.isEmpty { return RemoteUser(user, groups: []) }
    var holding = schema.member.map { LDAPFilter.equal($0, entry.name) }
    if let number = try reader.primaryGroup(entry) {
      holding.append(.equal("objectSid", try sid(ofGroup: number, of: entry)))
    }
    return RemoteUser(user, groups: try await groups(.any(holding)))
  }

  /// Fails unless the server has kept what it took.
  func verify(_ isKept: Bool) throws(DirectoryError) {
    guard isKept else {
      throw DirectoryError(
        .refused,
        "The server took the change, and does not show it: look for another program that keeps the entry "
          + "as it was, and let bind_name read the attribute.")
    }
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
