internal import TestSupport

/// A real 389 Directory Server on loopback, until nobody holds it.
///
/// It keeps the time of last logins, tells users their groups, and keeps members and names in step. Unlike what
/// is usual it takes letters beyond ASCII in login names. The account ``service`` may do what Dormouse needs, and
/// no more.
package final class DirectoryServer389: Sendable {
  /// Its naming context.
  package static let base = "dc=acme,dc=test"
  /// Who may do what Dormouse needs.
  package static let service = (
    name: "uid=svc,ou=services,dc=acme,dc=test", password: "svc secret"
  )
  private static let manager = (name: "cn=Directory Manager", password: "manager secret")

  /// Its port without encryption.
  package var port: Int { server.port }
  /// The tools of its administrator.
  package let tools: LDAPTools
  private let folder: TemporaryFolder
  private let server: EnclosedServer

  /// Starts a server with a directory of its own, which takes some seconds.
  package init() async throws {
    folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let certificate = try await authority.issue("localhost", "DNS:localhost,IP:127.0.0.1")
    server = try await EnclosedServer(
      "serve_389ds", needs: "/usr/sbin/ns-slapd",
      [
        folder.path, authority.certificate, certificate.certificate, certificate.key,
        Self.manager.password,
      ])
    tools = LDAPTools(
      port: server.tlsPort, certificateFile: authority.certificate, name: Self.manager.name,
      password: Self.manager.password)
    try await tools.modify(Self.seed)
  }

  private static let seed = """
    dn: ou=services,\(base)
    changetype: add
    objectClass: organizationalUnit
    ou: services

    dn: \(service.name)
    changetype: add
    objectClass: inetOrgPerson
    uid: svc
    cn: svc
    sn: svc
    userPassword: \(service.password)

    dn: \(base)
    changetype: modify
    add: aci
    aci: (targetattr="* || nsUniqueId || createTimestamp || nsAccountLock || nsRoleDN || lastLoginTime")
     (targetfilter="(objectClass=*)")(version 3.0; acl "Dormouse reads"; allow (read, search, compare)
     userdn="ldap:///\(service.name)";)
    aci: (target="ldap:///ou=people,\(base)")(targetattr="nsAccountLock")(version 3.0;
      acl "Dormouse closes accounts"; allow (write) userdn="ldap:///\(service.name)";)
    aci: (target="ldap:///ou=people,\(base)")(targetattr="*")(version 3.0;
      acl "Dormouse creates users"; allow (add) userdn="ldap:///\(service.name)";)
    aci: (target="ldap:///ou=groups,\(base)")(targetattr="member || uniqueMember")(version 3.0;
      acl "Dormouse edits groups"; allow (write) userdn="ldap:///\(service.name)";)
    """
}
