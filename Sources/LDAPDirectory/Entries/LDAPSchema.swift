internal import Cleanup
internal import Directories
internal import LDAP

/// What the attributes of a server mean: those of its preset, but where the settings name others. Where
/// several are named, the first that is there counts.
struct LDAPSchema: Hashable, Sendable {
  let preset: LDAPPreset
  let userBase: String
  let userFilter: LDAPFilter
  /// Empty where there are no groups.
  let groupBase: String
  let groupFilter: LDAPFilter
  let id: String
  let username: String
  let displayName: [String]
  let email: [String]
  let createdAt: [String]
  /// The latest of all counts.
  let lastLogin: [String]
  let state: AccountState
  let groupName: String
  /// Members are all of theirs together.
  let member: [String]

  /// What settings mean; an error says what cannot be used.
  init(_ settings: LDAPSettings) throws(DirectoryError) {
    let names = settings.attributes
    let usual = Self.usual(settings.preset)
    preset = settings.preset
    userBase = settings.userBase
    groupBase = settings.groupBase
    userFilter = try Self.filter(settings.userFilter, or: usual.userFilter, "user_filter")
    groupFilter = try Self.filter(settings.groupFilter, or: usual.groupFilter, "group_filter")
    id = try Self.name(names.id, "id") ?? usual.id
    username = try Self.name(names.username, "username") ?? usual.username
    displayName = try Self.name(names.displayName, "display_name").map { [$0] } ?? usual.displayName
    email = try Self.name(names.email, "email").map { [$0] } ?? ["mail"]
    createdAt = try Self.name(names.createdAt, "created_time").map { [$0] } ?? usual.createdAt
    lastLogin = try Self.name(names.lastLogin, "last_login").map { [$0] } ?? usual.lastLogin
    groupName = try Self.name(names.groupName, "group_name") ?? "cn"
    member = try Self.name(names.member, "member").map { [$0] } ?? usual.member
    state = usual.state
  }

  /// Seconds by which a last login may lie behind the truth: Active Directory moves it only when it is older
  /// than 14 days.
  var loginGranularitySeconds: Int {
    lastLogin.contains { $0.lowercased() == "lastlogontimestamp" } ? 14 * 86_400 : 0
  }

  /// Whether users have a group that does not list them: Active Directory's primary one.
  var hasPrimaryGroups: Bool { preset == .activeDirectory }

  /// What is asked of a user. Operational attributes come only when they are named.
  var userAttributes: [String] {
    var names = [id, username] + displayName + email + createdAt + lastLogin + state.attributes
    if hasPrimaryGroups { names.append("primaryGroupID") }
    return Self.distinct(names)
  }

  /// Whether groups of the standard's classes have a member at any time, as the standard says: OpenLDAP alone
  /// sees to it.
  var groupsHaveMembers: Bool { preset == .openLDAP }

  /// What is asked of a group.
  var groupAttributes: [String] {
    Self.distinct(
      [id, groupName] + member + (hasPrimaryGroups ? ["objectSid"] : [])
        + (groupsHaveMembers ? ["objectClass"] : []))
  }

  /// Whoever has a last login.
  var hasLastLogin: LDAPFilter { .any(lastLogin.map { .present($0) }) }

  /// The users whose primary group has a number.
  func users(ofPrimaryGroup number: UInt32) -> LDAPFilter {
    .all([userFilter, .equal("primaryGroupID", String(number))])
  }

  /// Whoever has an id; nil where nobody can have it.
  func filter(ofID id: String) -> LDAPFilter? {
    guard (1...ImportedUser.maxTextBytes).contains(id.utf8.count) else { return nil }
    guard self.id.lowercased() == "objectguid" else { return .equal(self.id, id) }
    return BinaryID.bytes(ofGUID: id).map { .equal(self.id, $0) }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }

  /// Reads the name of an attribute (RFC 4512, section 2.5) without options; nil when it is empty.
  private static func name(_ text: String, _ field: String) throws(DirectoryError) -> String? {
    if text.isEmpty { return nil }
    let isName =
      text.utf8.count <= ImportedUser.maxTextBytes && text.first?.isLetter ?? false
      && text.utf8.allSatisfy { $0 < 0x80 }
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    guard isName else {
      throw DirectoryError(
        .invalidSettings,
        "attributes.\(field) is no name of an attribute: letters, digits and dashes, with a letter first, "
          + "such as uid.")
    }
    return text
  }

  private static func filter(
    _ text: String, or usual: LDAPFilter, _ field: String
  ) throws(DirectoryError) -> LDAPFilter {
    if text.isEmpty { return usual }
    guard let filter = LDAPFilter(parsing: text) else {
      throw DirectoryError(
        .invalidSettings,
        "\(field) is no filter: it has parentheses around it, such as (objectClass=person), and at most "
          + "\(LDAPFilter.maxBytes) bytes.")
    }
    return filter
  }
}
