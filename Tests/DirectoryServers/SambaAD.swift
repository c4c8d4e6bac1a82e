internal import TestSupport

/// A real domain controller of Active Directory on loopback, which is Samba's, until nobody holds it.
///
/// Its domain is `ad.acme.test`. Below ``base`` the account ``service`` may do what Dormouse needs, and no more.
package final class SambaAD: Sendable {
  /// Its naming context.
  package static let domain = "DC=ad,DC=acme,DC=test"
  /// Below what everything is that tests put there.
  package static let base = "OU=acme,DC=ad,DC=acme,DC=test"
  /// Who may do what Dormouse needs below ``base``.
  package static let service = (
    name: "CN=svc,CN=Users,DC=ad,DC=acme,DC=test", password: "Svc-Passw0rd"
  )
  private static let admin = (
    name: "CN=Administrator,CN=Users,DC=ad,DC=acme,DC=test", password: "Adm-Passw0rd"
  )

  /// Its port without encryption.
  package var port: Int { server.port }
  /// The tools of its administrator.
  package let tools: LDAPTools
  private let folder: TemporaryFolder
  private let server: EnclosedServer

  /// Starts a domain of its own, which takes some seconds.
  package init() async throws {
    folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let certificate = try await authority.issue("localhost", "DNS:localhost,IP:127.0.0.1")
    server = try await EnclosedServer(
      "serve_samba", needs: "/usr/sbin/samba",
      [
        folder.path, certificate.certificate, certificate.key, Self.admin.password,
        Self.service.password,
      ])
    tools = LDAPTools(
      port: server.tlsPort, certificateFile: authority.certificate, name: Self.admin.name,
      password: Self.admin.password)
  }
}
