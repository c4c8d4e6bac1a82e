internal import Cleanup
internal import Directories
internal import LDAP

/// Makes groups and their members of entries.
struct GroupReader: Sendable {
  /// Most members of a part.
  static let maxPartMembers = 1000

  let schema: LDAPSchema

  /// The group that an entry is.
  func group(_ entry: LDAPEntry) throws(DirectoryError) -> ListedGroup {
    guard let texts = entry.texts(of: schema.groupName) else {
      throw .unusable(schema.groupName, of: .group)
    }
    guard let name = texts.min() else { throw .missing(schema.groupName, of: .group) }
    guard (1...ImportedUser.maxTextBytes).contains(name.utf8.count), !name.utf8.contains(0) else {
      throw .unusable(schema.groupName, of: .group)
    }
    return ListedGroup(
      externalID: try entry.id(schema.id, of: .group), name: name, locator: try entry.locator())
  }

  /// The members that an entry names, by the attributes in which they stand.
  func memberLists(
    _ entry: LDAPEntry
  ) throws(DirectoryError) -> [(attribute: String, values: LDAPValues)] {
    var lists: [(attribute: String, values: LDAPValues)] = []
    for name in schema.member {
      let values = entry.range(of: name)?.values ?? entry.values(of: name)
      if !values.isEmpty { lists.append((attribute: name, values: values)) }
    }
    // Such a group has a member always: without one it would look empty to whoever may not read it.
    if lists.isEmpty, mustHaveMember(entry) {
      throw .missing(schema.member.joined(separator: " or "), of: .group)
    }
    return lists
  }

  /// The first members that an entry names in each attribute, a part of each.
  func firstMembers(
    _ entry: LDAPEntry, of group: String
  ) throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    for list in try memberLists(entry) {
      let first = list.values.prefix(Self.maxPartMembers)
      items += try parts(first, named: list.attribute, of: group)
    }
    return items
  }

  /// Some values of an attribute with members, in parts.
  func parts(
    _ values: Slice<LDAPValues>, named name: String, of group: String
  ) throws(DirectoryError) -> [ListedItem] {
    var items: [ListedItem] = []
    var rest = values
    let mayHaveNumbers = name.lowercased() == "uniquemember"
    while !rest.isEmpty {
      var locators: [String] = []
      locators.reserveCapacity(Self.maxPartMembers)
      for value in rest.prefix(Self.maxPartMembers) {
        // A group that must have a member may name nobody, to be empty.
        let locator = try Self.locator(value, named: name, mayHaveNumber: mayHaveNumbers)
        if !locator.isEmpty { locators.append(locator) }
      }
      rest = rest.dropFirst(Self.maxPartMembers)
      if !locators.isEmpty { items.append(.members(ListedMembers(of: group, locators: locators))) }
    }
    return items
  }

  private func mustHaveMember(_ entry: LDAPEntry) -> Bool {
    guard schema.groupsHaveMembers else { return false }
    return (entry.texts(of: "objectClass") ?? []).contains {
      ["groupofnames", "groupofuniquenames"].contains($0.lowercased())
    }
  }

  /// The number by which users name a group as their primary one; nil where there are none such.
  func primaryNumber(_ entry: LDAPEntry) throws(DirectoryError) -> UInt32? {
    guard schema.hasPrimaryGroups else { return nil }
    guard let bytes = entry.value(of: "objectSid") else { throw .missing("objectSid", of: .group) }
    guard let number = BinaryID.relativeID(ofSID: bytes) else {
      throw .unusable("objectSid", of: .group)
    }
    return number
  }

  private static func locator(
    _ value: ArraySlice<UInt8>, named name: String, mayHaveNumber: Bool
  ) throws(DirectoryError) -> String {
    guard let key = LDAPName.key(utf8: mayHaveNumber ? withoutNumber(value) : value) else {
      throw DirectoryError(
        .invalidSettings,
        "The members of a group, in \(name), are no distinguished names: name an attribute in "
          + "attributes.member that holds such, or leave those groups out by group_filter.")
    }
    return key
  }

  /// Names in `uniqueMember` may have a number behind them (RFC 4517, section 3.3.21).
  private static func withoutNumber(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard value.suffix(2).elementsEqual("'B".utf8),
      let mark = value.lastIndex(of: UInt8(ascii: "#")), value[mark...].starts(with: "#'".utf8)
    else { return value }
    return value[..<mark]
  }
}
