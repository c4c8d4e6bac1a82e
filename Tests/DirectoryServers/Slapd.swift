internal import Foundation
internal import Synchronization
internal import TestSupport
internal import Testing

/// A real OpenLDAP server on loopback, with a directory of its own, until nobody holds it.
///
/// Its naming context is `dc=acme,dc=test`, with `ou=people` and `ou=groups`. `lastbind` keeps the time of
/// the last login, `ppolicy` locks accounts, `memberof` tells users their groups. What the
/// connector reads of Active Directory and 389 Directory Server is in its schema. Without pages it gives out
/// five entries.
package final class Slapd: Sendable {
  /// That it did not start.
  package struct StartError: Error, CustomStringConvertible {
    package var description: String
  }

  /// Who may change everything.
  package static let admin = (name: "cn=admin,dc=acme,dc=test", password: "admin secret")
  /// Who may do what Dormouse needs, and no more.
  package static let service = (name: "uid=svc,ou=people,dc=acme,dc=test", password: "svc secret")
  /// Its naming context.
  package static let base = "dc=acme,dc=test"
  private static let program = "/usr/sbin/slapd"

  /// Whether the server can be started on this machine.
  package static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// Port for plain LDAP and StartTLS.
  package let port: Int
  /// Port for TLS.
  package let tlsPort: Int
  /// The certificate of the authority that made the server's.
  package let certificateFile: String
  private let folder: TemporaryFolder
  private let process: Mutex<Process>

  /// Starts a server whose directory holds some entries beside its own, as LDIF, and which gives
  /// ``service`` no more than its limits allow, and none of the attributes that it hides. Its certificate is
  /// made out to some names. Connections that nobody uses are closed after some seconds; 0 means never. The account stands where ``service`` does unless
  /// told otherwise.
  package init(
    ldif: String = "", limits: String = "size.pr=500 size.prtotal=unlimited",
    keepsLogins: Bool = true, hides: String = "", names: String = "DNS:localhost,IP:127.0.0.1",
    idleSeconds: Int = 0, account: String = Slapd.service.name
  ) async throws {
    folder = try TemporaryFolder()
    let authority = try await CertificateAuthority("authority", in: folder)
    let certificate = try await authority.issue("localhost", names)
    certificateFile = authority.certificate
    port = try FreePort.find()
    tlsPort = try FreePort.find()
    try FileManager.default.createDirectory(
      atPath: folder.path("db"), withIntermediateDirectories: true)
    let configuration = try folder.write(
      "slapd.conf",
      Self.configuration(folder, certificate, limits, keepsLogins, hides, idleSeconds, account)
    )
    let seed = try folder.write("seed.ldif", Self.seed(account) + ldif)
    let added = try await Command("/usr/sbin/slapadd").run(
      ["-q", "-f", configuration, "-l", seed])
    guard added.status == 0 else { throw StartError(description: added.errors) }
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = [
      "-f", configuration, "-d", "0",
      "-h", "ldap://127.0.0.1:\(port) ldaps://127.0.0.1:\(tlsPort)",
    ]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    self.process = Mutex(process)
    try await eventually("slapd answers") { try await isAnswering() }
  }

  deinit { stop() }

  /// Ends it as a power cut would, and waits until it is gone.
  package func stop() {
    process.withLock { process in
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
  }

  /// Lets it say nothing any more, as if it hung.
  package func suspend() {
    process.withLock { _ = kill($0.processIdentifier, SIGSTOP) }
  }

  /// What `ldapsearch` prints for a filter, as LDIF without wrapped lines.
  package func search(
    _ filter: String, _ attributes: [String] = [], base: String = Slapd.base
  ) async throws -> String {
    let result = try await Command("/usr/bin/ldapsearch").run(
      [
        "-x", "-LLL", "-o", "ldif-wrap=no", "-E", "pr=500/noprompt", "-H",
        "ldap://127.0.0.1:\(port)",
      ]
        + ["-D", Self.admin.name, "-w", Self.admin.password, "-b", base, filter] + attributes)
    guard result.status == 0 else { throw StartError(description: result.errors) }
    return result.output
  }

  /// Changes the directory with `ldapmodify`, as its administrator.
  package func modify(_ ldif: String) async throws {
    let result = try await Command("/usr/bin/ldapmodify").run(
      ["-x", "-H", "ldap://127.0.0.1:\(port)", "-D", Self.admin.name, "-w", Self.admin.password],
      input: ldif)
    guard result.status == 0 else { throw StartError(description: result.errors) }
  }

  /// The tools of its administrator.
  package var tools: LDAPTools {
    LDAPTools(
      port: tlsPort, certificateFile: certificateFile, name: Self.admin.name,
      password: Self.admin.password)
  }

  private func isAnswering() async throws -> Bool {
    guard process.withLock({ $0.isRunning }) else { throw StartError(description: "slapd ended") }
    return try await Command("/usr/bin/ldapsearch").run(
      ["-x", "-H", "ldap://127.0.0.1:\(port)", "-b", "", "-s", "base"]
    ).status == 0
  }

  private static func configuration(
    _ folder: TemporaryFolder, _ certificate: CertificateAuthority.Files, _ limits: String,
    _ keepsLogins: Bool, _ hides: String, _ idleSeconds: Int, _ account: String
  ) -> String {
    """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    moduleload ppolicy
    moduleload memberof
    moduleload refint
    moduleload lastbind
    pidfile \(folder.path("slapd.pid"))
    argsfile \(folder.path("slapd.args"))
    \(otherSchemas)
    idletimeout \(idleSeconds)
    TLSCertificateFile \(certificate.certificate)
    TLSCertificateKeyFile \(certificate.key)
    sizelimit size.soft=5 size.hard=soft size.prtotal=unlimited
    database mdb
    maxsize 1073741824
    suffix "\(base)"
    rootdn "\(admin.name)"
    rootpw "\(admin.password)"
    directory \(folder.path("db"))
    index objectClass,uid,mail,member,memberOf,entryUUID eq
    lastbind \(keepsLogins ? "on" : "off")
    \(hides.isEmpty ? "" : "access to attrs=\(hides) by * none")
    access to attrs=userPassword by self write by anonymous auth by * none
    access to dn.base="ou=people,\(base)" attrs=children
      by dn.exact="\(account)" =arscxd by users read
    access to dn.children="ou=people,\(base)" attrs=entry
      by dn.exact="\(account)" =arscxd by users read by anonymous auth
    access to dn.subtree="ou=people,\(base)" attrs=\(locks)
      by dn.exact="\(account)" write by users read
    access to dn.subtree="ou=groups,\(base)" attrs=member,uniqueMember
      by dn.exact="\(account)" write by users read
    access to * by users read by anonymous auth
    limits dn.exact="\(account)" size.soft=5 size.hard=5 \(limits)
    \(keepsLogins ? "overlay lastbind\nlastbind-precision 0" : "")
    overlay ppolicy
    ppolicy_default "cn=default,ou=policies,\(base)"
    ppolicy_use_lockout
    overlay memberof
    memberof-refint true
    overlay refint
    refint_attributes memberof member manager owner

    """
  }

  private static let locks = "pwdAccountLockedTime,userAccountControl,nsAccountLock"

  private static func seed(_ account: String) -> String {
    """
    dn: dc=acme,dc=test
    objectClass: dcObject
    objectClass: organization
    o: Acme
    dc: acme

    dn: ou=people,dc=acme,dc=test
    objectClass: organizationalUnit
    ou: people

    dn: ou=groups,dc=acme,dc=test
    objectClass: organizationalUnit
    ou: groups

    dn: ou=policies,dc=acme,dc=test
    objectClass: organizationalUnit
    ou: policies

    dn: cn=default,ou=policies,dc=acme,dc=test
    objectClass: applicationProcess
    objectClass: pwdPolicy
    cn: default
    pwdAttribute: userPassword
    pwdLockout: TRUE
    pwdMaxFailure: 50

    dn: \(account)
    objectClass: inetOrgPerson
    uid: svc
    cn: svc
    sn: svc
    userPassword: svc secret


    """
  }
}
