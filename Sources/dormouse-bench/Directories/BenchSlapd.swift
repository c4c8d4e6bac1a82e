internal import Cleanup
internal import Foundation

/// OpenLDAP's server over a sample on loopback, until nobody holds it, and its tool that prints entries.
struct BenchSlapd: Sendable {
  /// The password of whoever looks.
  static let password = "svc secret"

  /// What it holds.
  let sample: DirectorySample
  private let folder: ScratchFolder
  private let certificate: Certificate
  private let port: Int
  private let child: Child

  /// Loads the sample, and starts the server.
  init(_ sample: DirectorySample) throws {
    self.sample = sample
    folder = try ScratchFolder()
    certificate = try Certificate(in: folder)
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/db", withIntermediateDirectories: true)
    let configuration = "\(folder.path)/slapd.conf"
    try Self.configuration(folder, certificate)
      .write(toFile: configuration, atomically: false, encoding: .utf8)
    let seed = "\(folder.path)/seed.ldif"
    try sample.write(to: seed)
    let loader = try Tool.system("slapadd", package: "slapd")
    let loading = try Child(loader, ["-q", "-f", configuration, "-l", seed], on: nil)
    guard loading.ending().status == 0 else {
      throw BenchError(.failed, "slapadd took no entries")
    }
    port = try FreePort.find()
    child = try Child(
      Tool.system("slapd", package: "slapd"),
      ["-f", configuration, "-d", "0", "-h", "ldaps://127.0.0.1:\(port)"], on: nil)
    try FreePort.waitForListener(on: port)
  }

  /// How it is reached.
  var settings: LDAPSettings {
    get throws {
      LDAPSettings(
        host: "127.0.0.1", port: port,
        certificates: try String(contentsOfFile: certificate.certificate, encoding: .utf8),
        bindName: DirectorySample.service, preset: .openLDAP,
        userBase: "ou=people,\(DirectorySample.base)",
        groupBase: "ou=groups,\(DirectorySample.base)")
    }
  }

  /// Prints what a listing asks for, into a file, with `ldapsearch`.
  func search() throws {
    try print(
      "people", "(&(objectClass=inetOrgPerson)(uid=*))",
      [
        "entryUUID", "uid", "displayName", "cn", "mail", "createTimestamp", "pwdLastSuccess",
        "authTimestamp", "pwdAccountLockedTime",
      ], atLeast: sample.entryCount)
    try print(
      "groups", "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))",
      ["entryUUID", "cn", "member", "uniqueMember", "objectClass"], atLeast: 1)
  }

  private func print(
    _ unit: String, _ filter: String, _ attributes: [String], atLeast count: Int
  ) throws {
    let output = "\(folder.path)/\(unit).ldif"
    let ending = try Child(
      "/bin/sh",
      [
        "-c", #"out=$1; shift; exec "$@" >"$out""#, "sh", output,
        Tool.system("ldapsearch", package: "ldap-utils"), "-x", "-LLL", "-H",
        "ldaps://127.0.0.1:\(port)", "-D", DirectorySample.service, "-w", Self.password, "-b",
        "ou=\(unit),\(DirectorySample.base)", "-E", "pr=\(LDAPSettings.defaultPageSize)/noprompt",
        filter,
      ] + attributes, on: nil, environment: ["LDAPTLS_CACERT": certificate.certificate]
    ).ending()
    // An entry takes more bytes than this.
    let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int ?? 0
    guard ending.status == 0, size > count * 100 else {
      throw BenchError(.failed, "ldapsearch did not print every entry")
    }
  }

  private static func configuration(
    _ folder: ScratchFolder, _ certificate: Certificate
  ) -> String {
    """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    moduleload ppolicy
    pidfile \(folder.path)/slapd.pid
    argsfile \(folder.path)/slapd.args
    TLSCertificateFile \(certificate.certificate)
    TLSCertificateKeyFile \(certificate.key)
    database mdb
    maxsize 4294967296
    suffix "\(DirectorySample.base)"
    rootdn "cn=admin,\(DirectorySample.base)"
    directory \(folder.path)/db
    index objectClass,uid eq
    lastbind on
    access to attrs=userPassword by anonymous auth by * none
    access to * by users read by anonymous auth
    limits dn.exact="\(DirectorySample.service)" size.pr=1000 size.prtotal=unlimited

    """
  }
}
