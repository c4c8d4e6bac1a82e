internal import Cleanup
package import Directories
internal import LDAP

extension LDAPDirectory {
  /// The user whose account asks, if it is one of those below `user_base` that the filter finds.
  package func ownAccount() async throws(DirectoryError) -> String? {
    let schema = try LDAPSchema(settings)
    let session = try await open()
    let reader = UserReader(schema: schema, absentLogin: .unknown)
    let own = LDAPName.key(settings.bindName)
    var found: String?
    if schema.preset == .activeDirectory, !settings.bindName.contains("=") {
      let entry = try await windowsAccount(session, schema)
      found = try entry.map { (entry) throws(DirectoryError) in
        try reader.user(entry).user.externalID
      }
    } else if let entry = try await session.entry(
      settings.bindName, schema.userAttributes + ["objectClass"], while: .reading(.user)),
      LDAPName.key(entry.name) == own
    {
      found = try? reader.user(entry).user.externalID
    }
    await session.close()
    return found
  }

  /// Who is named as Active Directory lets accounts bind: `user@domain` or `DOMAIN\\user`.
  ///
  /// Whoever has such a principal name comes first: the names of other accounts may be the part before it.
  private func windowsAccount(
    _ session: LDAPSession, _ schema: LDAPSchema
  ) async throws(DirectoryError) -> LDAPEntry? {
    let name = settings.bindName
    for filter in [
      LDAPFilter.equal("userPrincipalName", name),
      .equal("sAMAccountName", Self.accountName(name)),
    ] {
      let search = LDAPSearch(
        base: schema.userBase, filter: .all([schema.userFilter, filter]),
        attributes: schema.userAttributes, pageSize: 2)
      let entries = try await session.page(of: search, while: .reading(.user)).entries
      if entries.count == 1 { return entries[0] }
    }
    return nil
  }

  /// The account that a name to bind with means: every account has a principal name of its own name and its
  /// domain, beside one that it may be given.
  private static func accountName(_ bindName: String) -> String {
    if let mark = bindName.lastIndex(of: "\\") {
      return String(bindName[bindName.index(after: mark)...])
    }
    return bindName.lastIndex(of: "@").map { String(bindName[..<$0]) } ?? bindName
  }
}
