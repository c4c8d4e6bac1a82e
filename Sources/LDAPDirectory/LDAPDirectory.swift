package import Cleanup
package import Directories
package import Reach

/// A directory on an LDAP server: OpenLDAP, Active Directory or 389 Directory Server.
///
/// Users are known by an id that outlives their name, and groups name their members by the keys of their
/// distinguished names (``ListedUser/locator``).
///
/// Single users are read and changed on connections that are kept for a while; a listing and a probe have their
/// own.
package final class LDAPDirectory: RemoteDirectory {
  let settings: LDAPSettings
  let password: String
  let rules: TargetRules
  let pool: LDAPSessionPool
  let logins = LoginMemory()
  let names = EntryNames()

  /// A directory by how its server is reached, and where servers may be at all.
  package convenience init(_ settings: LDAPSettings, password: String, where rules: TargetRules) {
    self.init(settings, password: password, where: rules, pool: LDAPSessionPool())
  }

  init(
    _ settings: LDAPSettings, password: String, where rules: TargetRules, pool: LDAPSessionPool
  ) {
    self.settings = settings
    self.password = password
    self.rules = rules
    self.pool = pool
  }

  /// Begins to list everything: users by pages, then groups with their members.
  ///
  /// Whoever has no last login has never logged in where somebody else has one; where nobody has, the server
  /// keeps none, or does not show them, and nothing is known of anybody.
  package func listing() async throws(DirectoryError) -> any DirectoryListing {
    let schema = try LDAPSchema(settings)
    let session = try await open()
    let keepsLogins = try await session.keepsLogins(schema, besides: settings.bindName)
    return LDAPListing(
      session, schema, absentLogin: keepsLogins ? .never : .unknown, pageSize: settings.pageSize)
  }

  package func probe() async throws(DirectoryError) -> DirectoryProbe {
    let schema = try LDAPSchema(settings)
    let session = try await open()
    var probing = LDAPProbing(session, settings, schema)
    let probe = try await probing.run()
    await session.close()
    return probe
  }
}
