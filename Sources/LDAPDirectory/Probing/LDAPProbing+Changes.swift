internal import Cleanup
internal import Directories
internal import LDAP

// What can be known of changes without making any: Active Directory says what who asks may change in an
// entry; of the others no more can be known than whether they have the attribute at all.
extension LDAPProbing {
  /// Finds out whether accounts can be closed.
  mutating func findLock(
    of user: LDAPEntry?, _ server: ServerDescription
  ) async throws(DirectoryError) {
    let name = "closes accounts"
    let attribute = schema.state.attribute
    if schema.preset == .activeDirectory {
      guard let user else { return }
      capabilities.deactivate = Self.mayChange(attribute, in: user)
      note(
        name, capabilities.deactivate, Self.effective(attribute, "users", capabilities.deactivate))
      return
    }
    guard let entry = server.schemaEntry else {
      note(name, false, "The server does not show its schema: let bind_name read the root entry.")
      return
    }
    let isKnown = try await attempt(name) { (session) throws(DirectoryError) in
      try await session.knows(attribute, in: entry)
    }
    guard let isKnown else { return }
    capabilities.deactivate = isKnown
    note(
      name, isKnown,
      isKnown
        ? "The server has \(attribute); whether bind_name may write it is known only when it is tried."
        : "The server has no \(attribute), by which accounts are closed: \(Self.lockRemedy(schema.preset))."
    )
  }

  /// Reads a page of groups, and finds out what can be changed and nested.
  mutating func readGroups() async throws(DirectoryError) {
    if schema.groupBase.isEmpty {
      note("reads groups", true, "No groups are read, since group_base is empty.")
      return
    }
    let search = LDAPSearch(
      base: schema.groupBase, filter: schema.groupFilter,
      attributes: schema.groupAttributes + ["allowedAttributesEffective"],
      pageSize: min(settings.pageSize, LDAPListing.maxGroupsPerPage))
    let reader = GroupReader(schema: schema)
    let read = try await attempt("reads groups") { (session) throws(DirectoryError) in
      let page = try await session.page(of: search, while: .reading(.group))
      var isEmpty = true
      for entry in page.entries {
        let group = try reader.group(entry)
        let members = try reader.firstMembers(entry, of: group.externalID)
        isEmpty = isEmpty && members.isEmpty
      }
      return (page, isEmpty)
    }
    guard let (page, isEmpty) = read else { return }
    guard let first = page.entries.first else {
      note(
        "reads groups", false,
        "There is nothing below group_base that group_filter finds and bind_name may see: correct them, or "
          + "give the account the right to read there.")
      return
    }
    let members = schema.member.joined(separator: " or ")
    note(
      "reads groups", true,
      "\(Self.count(page, "group")) of the first page can be used"
        + (isEmpty ? ", but none shows a member: check that bind_name may read \(members)." : "."))
    findEditing(first)
    try await findNesting(page.entries)
  }

  private mutating func findEditing(_ group: LDAPEntry) {
    let attribute = schema.member[0]
    if schema.preset == .activeDirectory {
      capabilities.editGroups = Self.mayChange(attribute, in: group)
      note(
        "edits groups", capabilities.editGroups,
        Self.effective(attribute, "groups", capabilities.editGroups))
    } else {
      capabilities.editGroups = true
      note(
        "edits groups", true,
        "Whether bind_name may write \(attribute) of groups is known only when it is tried.")
    }
  }

  /// Any group may have groups as its members; whether one has is a help to whoever reads it.
  private mutating func findNesting(_ groups: [LDAPEntry]) async throws(DirectoryError) {
    capabilities.nestedGroups = true
    let schema = schema
    let inner = groups.flatMap { group in schema.member.map { LDAPFilter.equal($0, group.name) } }
    let search = LDAPSearch(
      base: schema.groupBase, filter: .all([schema.groupFilter, .any(inner)]), attributes: ["1.1"],
      pageSize: 1)
    let isNested = try await attempt("nests groups") { (session) throws(DirectoryError) in
      try await !session.page(of: search, while: .reading(.group)).entries.isEmpty
    }
    guard let isNested else { return }
    note(
      "nests groups", true,
      isNested
        ? "A group is a member of another, and its members count as members of that."
        : "None of the groups looked at is a member of another.")
  }

  private static func mayChange(_ attribute: String, in entry: LDAPEntry) -> Bool {
    let names = entry.texts(of: "allowedAttributesEffective") ?? []
    return names.contains { $0.lowercased() == attribute.lowercased() }
  }

  private static func effective(_ attribute: String, _ kind: String, _ isAllowed: Bool) -> String {
    isAllowed
      ? "The account of bind_name may write \(attribute) of the first of the \(kind)."
      : "The account of bind_name may not write \(attribute) of the first of the \(kind): delegate that "
        + "right to it."
  }

  private static func lockRemedy(_ preset: LDAPPreset) -> String {
    preset == .openLDAP
      ? "switch the overlay ppolicy on" : "check that preset is that of the server"
  }
}
