internal import DirectoryServers
internal import Foundation
internal import Reach
internal import TestSupport
internal import Testing

@testable internal import LDAP

@Suite("Connections to directory servers")
struct LDAPConnectionTests {
  static let loopback = TargetRules(
    allowing: ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) })

  private static let people = (1...12).map { number in
    """
    dn: uid=u\(number),ou=people,dc=acme,dc=test
    objectClass: inetOrgPerson
    uid: u\(number)
    cn: User \(number)
    sn: \(number)
    userPassword: pw\(number)

    """
  }.joined(separator: "\n")

  private func server(_ slapd: Slapd, _ security: LDAPSecurity) -> LDAPServer {
    // libldap takes "localhost" for this machine's own name when it looks at certificates.
    LDAPServer(
      host: "127.0.0.1", port: security == .tls ? slapd.tlsPort : slapd.port, security: security,
      certificateFile: slapd.certificateFile, timeLimit: .seconds(5))
  }

  @Test("It connects and authenticates, encrypted in either way or on this machine alone")
  func connecting() async throws {
    let slapd = try await Slapd()
    for security in [LDAPSecurity.tls, .startTLS, .none] {
      let connection = try await LDAPConnection.open(
        server(slapd, security), where: Self.loopback)
      try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
      await #expect(throws: LDAPError.refused(.invalidCredentials)) {
        try await connection.bind(name: Slapd.service.name, password: "wrong")
      }
      await #expect(throws: LDAPError.invalid("an empty name or password")) {
        try await connection.bind(name: Slapd.service.name, password: "")
      }
      await connection.close()
    }
  }

  @Test("What is not trusted, not permitted or not there is said so")
  func refusals() async throws {
    let slapd = try await Slapd()
    var untrusted = server(slapd, .tls)
    untrusted.certificateFile = LDAPServer.systemCertificates
    await #expect(throws: LDAPError.untrusted) {
      try await LDAPConnection.open(untrusted, where: Self.loopback)
    }
    untrusted.security = .startTLS
    untrusted.port = slapd.port
    await #expect(throws: LDAPError.untrusted) {
      try await LDAPConnection.open(untrusted, where: Self.loopback)
    }
    await #expect(throws: LDAPError.forbiddenAddress) {
      try await LDAPConnection.open(server(slapd, .tls), where: TargetRules())
    }
    var unknown = server(slapd, .tls)
    unknown.host = "nobody.invalid"
    await #expect(throws: LDAPError.noAddress) {
      try await LDAPConnection.open(unknown, where: Self.loopback)
    }
    var closed = server(slapd, .tls)
    closed.port = try FreePort.find()
    await #expect(throws: LDAPError.unreachable) {
      try await LDAPConnection.open(closed, where: Self.loopback)
    }
  }

  @Test("A certificate that is made out to somebody else is not trusted")
  func otherName() async throws {
    let slapd = try await Slapd(names: "DNS:elsewhere.example")
    for security in [LDAPSecurity.tls, .startTLS] {
      await #expect(throws: LDAPError.untrusted) {
        try await LDAPConnection.open(server(slapd, security), where: Self.loopback)
      }
    }
  }

  @Test("Trusted certificates may come as text, and others leave nobody trusted")
  func certificates() async throws {
    let slapd = try await Slapd()
    var server = server(slapd, .tls)
    server.certificates = try String(contentsOfFile: server.certificateFile, encoding: .utf8)
    server.certificateFile = "/nowhere"
    let connection = try await LDAPConnection.open(server, where: Self.loopback)
    try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
    server.certificates = "-----BEGIN CERTIFICATE-----\n"
    await #expect(throws: LDAPError.invalid("the trusted certificates")) {
      try await LDAPConnection.open(server, where: Self.loopback)
    }
  }

  @Test("Whatever ends a connection, its descriptors are closed")
  func descriptors() async throws {
    let slapd = try await Slapd()
    let silent = try SilentServer()
    let before = try Self.openDescriptors()
    for _ in 1...3 {
      let connection = try await LDAPConnection.open(server(slapd, .tls), where: Self.loopback)
      try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
      var untrusted = server(slapd, .tls)
      untrusted.certificateFile = LDAPServer.systemCertificates
      _ = try? await LDAPConnection.open(untrusted, where: Self.loopback)
      let late = LDAPServer(
        host: "127.0.0.1", port: silent.port, security: .tls, timeLimit: .milliseconds(50))
      _ = try? await LDAPConnection.open(late, where: Self.loopback)
    }
    try await eventually("all are closed") { try Self.openDescriptors() <= before }
  }

  private static func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  @Test("Every filter that is taken for one is one for libldap and the server")
  func filters() async throws {
    let slapd = try await Slapd()
    let connection = try await LDAPConnection.open(server(slapd, .none), where: Self.loopback)
    try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
    for text in LDAPFilterTests.accepted {
      let filter = try #require(LDAPFilter(parsing: text))
      let search = LDAPSearch(base: Slapd.base, filter: filter, attributes: ["1.1"], pageSize: 5)
      _ = try await connection.page(of: search)
    }
  }

  @Test("A search is read page by page, and one that is cut short is an error")
  func pages() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    let connection = try await LDAPConnection.open(server(slapd, .tls), where: Self.loopback)
    try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
    var search = LDAPSearch(
      base: "ou=people,\(Slapd.base)", filter: .equal("objectClass", "inetOrgPerson"),
      attributes: ["uid", "entryUUID"], pageSize: 4)
    var names: [String] = []
    var (cookie, pages) = (LDAPCookie?.none, 0)
    repeat {
      let page = try await connection.page(of: search, after: cookie)
      names += page.entries.compactMap { $0.text(of: "UID") }
      #expect(page.entries.allSatisfy { $0.value(of: "entryuuid")?.count == 36 })
      cookie = page.next
      pages += 1
    } while cookie != nil
    #expect(Set(names) == Set((1...12).map { "u\($0)" } + ["svc"]))
    #expect(pages == 4)
    search.pageSize = nil
    await #expect(throws: LDAPError.refused(.sizeLimitExceeded)) {
      try await connection.page(of: search)
    }
  }

  @Test("Entries are changed and added, and what is refused is said with its code")
  func changes() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    let connection = try await LDAPConnection.open(server(slapd, .none), where: Self.loopback)
    try await connection.bind(name: Slapd.admin.name, password: Slapd.admin.password)
    let group = "cn=crew,ou=groups,\(Slapd.base)"
    let (first, second) = (
      "uid=u1,ou=people,\(Slapd.base)", "uid=u2,ou=people,\(Slapd.base)"
    )
    try await connection.add(
      group,
      [
        LDAPModification(.add, "objectClass", ["groupOfNames"]),
        LDAPModification(.add, "cn", ["crew"]), LDAPModification(.add, "member", [first]),
      ])
    try await connection.modify(group, [LDAPModification(.add, "member", [second])])
    #expect(try await slapd.search("(cn=crew)", ["member"]).contains("member: \(second)"))
    await #expect(throws: LDAPError.refused(.attributeOrValueExists)) {
      try await connection.modify(group, [LDAPModification(.add, "member", [second])])
    }
    try await connection.modify(group, [LDAPModification(.delete, "member", [second])])
    await #expect(throws: LDAPError.refused(.noSuchAttribute)) {
      try await connection.modify(group, [LDAPModification(.delete, "member", [second])])
    }
    await #expect(throws: LDAPError.refused(.objectClassViolation)) {
      try await connection.modify(group, [LDAPModification(.delete, "member", [first])])
    }
    await #expect(throws: LDAPError.refused(.noSuchObject)) {
      try await connection.page(of: .entry("cn=nobody,\(Slapd.base)", attributes: []))
    }
  }

  @Test(
    "A server that says nothing is given up in time, in TLS too",
    arguments: [
      LDAPSecurity.tls, .startTLS, .none,
    ])
  func silence(security: LDAPSecurity) async throws {
    let silent = try SilentServer()
    let limit = Duration.milliseconds(300)
    let server = LDAPServer(
      host: "127.0.0.1", port: silent.port, security: security, timeLimit: limit)
    let start = ContinuousClock.now
    await #expect(throws: LDAPError.timedOut) {
      let connection = try await LDAPConnection.open(server, where: Self.loopback)
      try await connection.bind(name: "cn=x", password: "y")
    }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("Cancelling a task ends what waits")
  func cancelling() async throws {
    let silent = try SilentServer()
    let server = LDAPServer(host: "127.0.0.1", port: silent.port, security: .tls)
    let task = Task { try await LDAPConnection.open(server, where: Self.loopback) }
    try await eventually("it connects") { silent.isConnected }
    task.cancel()
    await #expect(throws: LDAPError.cancelled) { try await task.value }
  }

  @Test("A server that takes no connection is given up in time, or when a task is cancelled")
  func full() async throws {
    let full = try SilentServer(isFull: true)
    let impatient = LDAPServer(
      host: "127.0.0.1", port: full.port, security: .tls, timeLimit: .milliseconds(300))
    await #expect(throws: LDAPError.timedOut) {
      try await LDAPConnection.open(impatient, where: Self.loopback)
    }
    let before = try Self.openDescriptors()
    let patient = LDAPServer(
      host: "127.0.0.1", port: full.port, security: .tls, timeLimit: .seconds(300))
    let task = Task { try await LDAPConnection.open(patient, where: Self.loopback) }
    try await eventually("it connects") { try Self.openDescriptors() >= before + 2 }
    task.cancel()
    await #expect(throws: LDAPError.cancelled) { try await task.value }
  }

  @Test("A server that dies is a lost connection, and nothing goes on over it")
  func loss() async throws {
    let slapd = try await Slapd()
    let connection = try await LDAPConnection.open(server(slapd, .tls), where: Self.loopback)
    try await connection.bind(name: Slapd.service.name, password: Slapd.service.password)
    slapd.stop()
    for _ in 1...2 {
      await #expect(throws: LDAPError.connectionLost) {
        try await connection.page(of: .entry(Slapd.base, attributes: []))
      }
    }
  }
}
