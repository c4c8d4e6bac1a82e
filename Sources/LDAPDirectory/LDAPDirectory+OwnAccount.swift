internal import Cleanup
package import Directories
internal import LDAP

extension LDAPDirectory {
  /// The user whose account asks, if it is one of those below `user_base` that the filter finds.
  package func ownAccount() async throws(DirectoryError) -> String? {
    let schema = try LDAPSchema(settings)
    let session = try await open()
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    let search = LDAPSearch(
      base: schema.userBase, filter: .all([schema.userFilter, Self.names(settings.bindName)]),
      attributes: schema.userAttributes, pageSize: 2)
    let own = LDAPName.key(settings.bindName)
    var found: String?
    if schema.preset == .activeDirectory, !settings.bindName.contains("=") {
      let page = try await session.page(of: search, while: .reading(.user))
      if page.entries.count == 1 { found = try reader.user(page.entries[0]).user.externalID }
    } else if let entry = try await session.entry(
      settings.bindName, schema.userAttributes + ["objectClass"], while: .reading(.user)),
      LDAPName.key(entry.name) == own
    {
      found = try? reader.user(entry).user.externalID
    }
    await session.close()
    return found
  }

  /// Finds who is named as Active Directory lets accounts bind: `user@domain` or `DOMAIN\\user`.
  private static func names(_ bindName: String) -> LDAPFilter {
    let account = bindName.split(separator: "\\").last.map(String.init) ?? bindName
    return .any([.equal("userPrincipalName", bindName), .equal("sAMAccountName", account)])
  }
}
