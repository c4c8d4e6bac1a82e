internal import Cleanup
internal import Directories
internal import LDAP

/// Finds out what a directory can do, without changing anything in it.
struct LDAPProbing {
  /// Most entries that are looked at.
  static let maxEntries = 100

  let session: LDAPSession
  let settings: LDAPSettings
  let schema: LDAPSchema
  var checks: [DirectoryProbe.Check] = []
  var capabilities = DirectoryCapabilities(
    deactivate: false, editGroups: false, createUsers: false, reportActivity: false,
    nestedGroups: false)

  /// A probe over a connection on which somebody is authenticated.
  init(_ session: LDAPSession, _ settings: LDAPSettings, _ schema: LDAPSchema) {
    self.session = session
    self.settings = settings
    self.schema = schema
  }

  /// Tries everything, one after the other.
  mutating func run() async throws(DirectoryError) -> DirectoryProbe {
    note(
      "connects", true,
      settings.security == .none
        ? "It is connected without encryption, on this machine."
        : "It is connected, encrypted, with a certificate that is trusted.")
    note("authenticates", true, "The server takes bind_name with its password.")
    let server = try await readDescription()
    let user = try await readUsers()
    try await findLogins()
    try await findLock(of: user, server)
    try await readGroups()
    try await findCreating(server)
    return DirectoryProbe(product: server.product, capabilities: capabilities, checks: checks)
  }

  mutating func note(_ name: String, _ isOK: Bool, _ finding: String) {
    checks.append(DirectoryProbe.Check(name, isOK: isOK, finding: finding))
  }

  /// Tries something, and notes what kept it from being done. What nothing comes after is thrown.
  mutating func attempt<Value: Sendable>(
    _ name: String, _ body: (LDAPSession) async throws(DirectoryError) -> Value
  ) async throws(DirectoryError) -> Value? {
    do throws(DirectoryError) {
      return try await body(session)
    } catch {
      let hasFailed = checks.contains { !$0.isOK }
      switch error.code {
      case .cancelled, .timedOut, .busy: throw error
      // Once something has failed, that may be why the connection is gone.
      case .unreachable where !hasFailed: throw error
      default: note(name, false, error.message)
      }
      return nil
    }
  }

  private mutating func readDescription() async throws(DirectoryError) -> ServerDescription {
    let root = try await attempt("describes itself") { (session) throws(DirectoryError) in
      try await session.entry("", ServerDescription.attributes, while: .looking)
    }
    let server = ServerDescription(root ?? nil)
    note(
      "answers by pages", server.hasPages,
      server.hasPages
        ? "The server answers by pages."
        : "The server does not say that it answers by pages (control 1.2.840.113556.1.4.319): switch that "
          + "on, or allow it to bind_name.")
    return server
  }

  /// Reads a page of users, and gives the first of them.
  private mutating func readUsers() async throws(DirectoryError) -> LDAPEntry? {
    let search = LDAPSearch(
      base: schema.userBase, filter: schema.userFilter,
      attributes: schema.userAttributes + ["allowedAttributesEffective"],
      pageSize: min(settings.pageSize, Self.maxEntries))
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    let page = try await attempt("reads users") { (session) throws(DirectoryError) in
      let page = try await session.page(of: search, while: .reading(.user))
      for entry in page.entries { _ = try reader.user(entry) }
      return page
    }
    guard let page else { return nil }
    if page.entries.isEmpty {
      note(
        "reads users", false,
        "There is nobody below user_base whom user_filter finds and bind_name may see: correct them, or "
          + "give the account the right to read there.")
    } else {
      note("reads users", true, "\(Self.count(page, "user")) of the first page can be used.")
    }
    return page.entries.first
  }

  private mutating func findLogins() async throws(DirectoryError) {
    let (schema, bindName) = (schema, settings.bindName)
    let keeps = try await attempt("knows last logins") { (session) throws(DirectoryError) in
      try await session.keepsLogins(schema, besides: bindName)
    }
    guard let keeps else { return }
    capabilities.reportActivity = keeps
    let names = schema.lastLogin.joined(separator: " or ")
    note(
      "knows last logins", keeps,
      keeps
        ? "Somebody has a last login in \(names); whoever has none counts as never logged in, so wait with "
          + "the first cleanup until the server has kept them as long as users may be inactive."
        : "Nobody but bind_name has a last login in \(names), so nothing is known of anybody's: "
          + "\(keepingLogins), give bind_name the right to read it, or tell of logins one by one.")
  }

  private var keepingLogins: String {
    switch schema.preset {
    case .openLDAP: "let the server keep it (lastbind on, or the overlay lastbind)"
    case .activeDirectory: "raise the domain's functional level to 2003 or newer"
    case .directoryServer389: "switch the Account Policy plug-in on with alwaysRecordLogin"
    }
  }

  static func count(_ page: LDAPPage, _ word: String) -> String {
    let count = page.entries.count
    return count == 1 ? "The only \(word)" : "All \(count) \(word)s"
  }
}
