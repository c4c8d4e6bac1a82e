internal import Cleanup
internal import Directories
internal import LDAP

/// Makes users of entries. A user of whom something needed is missing, or cannot be used, is an error: left
/// out, it would look as if the user were gone.
struct UserReader: Sendable {
  let schema: LDAPSchema
  /// What it means when a user has no last login.
  let absentLogin: ImportedUser.Login
  private let granularitySeconds: Int

  init(schema: LDAPSchema, absentLogin: ImportedUser.Login) {
    self.schema = schema
    self.absentLogin = absentLogin
    granularitySeconds = schema.loginGranularitySeconds
  }

  /// The user that an entry is.
  func user(_ entry: LDAPEntry) throws(DirectoryError) -> ListedUser {
    let user = ImportedUser(
      externalID: try entry.id(schema.id, of: .user), username: try username(entry),
      displayName: try entry.firstText(of: schema.displayName, .user) ?? "",
      email: try entry.firstText(of: schema.email, .user) ?? "", createdAt: try createdAt(entry),
      lastLogin: try lastLogin(entry), isActive: try isActive(entry))
    if let problem = user.violations.first { throw .unusable(problem, schema) }
    return ListedUser(
      user, locator: try entry.locator(), loginGranularitySeconds: granularitySeconds)
  }

  /// The number of a user's primary group; nil where there are none such.
  func primaryGroup(_ entry: LDAPEntry) throws(DirectoryError) -> UInt32? {
    guard schema.hasPrimaryGroups else { return nil }
    guard let text = try entry.firstText(of: ["primaryGroupID"], .user) else { return nil }
    guard let number = UInt32(text) else { throw .unusable("primaryGroupID", of: .user) }
    return number
  }

  /// Several login names have no order; the same one has to come out every time.
  private func username(_ entry: LDAPEntry) throws(DirectoryError) -> String {
    guard let texts = entry.texts(of: schema.username) else {
      throw .unusable(schema.username, of: .user)
    }
    guard let username = texts.min() else { throw .missing(schema.username, of: .user) }
    return username
  }

  private func createdAt(_ entry: LDAPEntry) throws(DirectoryError) -> Moment? {
    guard let text = try entry.firstText(of: schema.createdAt, .user) else { return nil }
    guard let moment = GeneralizedTime.moment(text) else {
      throw .unusable(schema.createdAt[0], of: .user)
    }
    return moment
  }

  private func lastLogin(_ entry: LDAPEntry) throws(DirectoryError) -> ImportedUser.Login {
    var (latest, isNever) = (Moment?.none, false)
    for name in schema.lastLogin {
      guard let text = try entry.firstText(of: [name], .user) else { continue }
      switch Self.login(text, schema.preset) {
      case .at(let moment): latest = max(latest ?? moment, moment)
      case .never: isNever = true
      default: throw .unusable(name, of: .user)
      }
    }
    if let latest { return .at(latest) }
    return isNever ? .never : absentLogin
  }

  private static func login(_ text: String, _ preset: LDAPPreset) -> ImportedUser.Login? {
    if preset == .activeDirectory, let login = WindowsTime.login(text) { return login }
    return GeneralizedTime.moment(text).map { .at($0) }
  }

  /// Whether an account is open.
  func isActive(_ entry: LDAPEntry) throws(DirectoryError) -> Bool {
    let name = schema.state.attribute
    let text = try entry.firstText(of: [name], .user)
    switch schema.state {
    case .lockedTime:
      // Any other time is that of a lock after wrong passwords, which ends by itself.
      return text.map { !$0.hasPrefix("0000") } ?? true
    case .accountControl:
      guard let text else { throw .missing(name, of: .user) }
      guard let flags = Int64(text) else { throw .unusable(name, of: .user) }
      return flags & 2 == 0
    case .accountLock:
      if text?.lowercased() == "true" { return false }
      return try !isLockedByRole(entry)
    }
  }

  /// Whether an account has a role whose members are locked.
  func isLockedByRole(_ entry: LDAPEntry) throws(DirectoryError) -> Bool {
    guard let roles = entry.texts(of: "nsRoleDN") else { throw .unusable("nsRoleDN", of: .user) }
    return roles.contains { Self.isLockingRole($0) }
  }

  /// The roles that the server's own tools lock accounts with.
  private static func isLockingRole(_ name: String) -> Bool {
    guard let key = LDAPName.key(name) else { return false }
    return ["cn=nsmanageddisabledrole,", "cn=nsdisabledrole,"].contains { key.hasPrefix($0) }
  }
}
