internal import Cleanup
internal import Directories
internal import DirectoryServers
internal import LDAPDirectory
internal import TestSupport
internal import Testing

@Suite("Faults between an LDAP server and the connector", .timeLimit(.minutes(2)))
struct LDAPFaultTests {
  private static let names = (1...320).map { "u\($0)" }

  private static func slapd() async throws -> Slapd {
    try await Slapd(
      ldif: Slapd.people(names) + Slapd.group("all", names.map(Slapd.person)))
  }

  /// The directory as it is reached through a proxy.
  private static func directory(
    _ slapd: Slapd, _ proxy: FaultProxy, security: LDAPSettings.Security = .ldaps,
    seconds: Int = 1
  ) throws -> LDAPDirectory {
    try slapd.directory {
      $0.port = proxy.port
      $0.security = security
      $0.timeLimitSeconds = seconds
    }
  }

  @Test(
    "What a proxy passes is a whole listing, with TLS, StartTLS and without, also when it is slow")
  func passing() async throws {
    let slapd = try await Self.slapd()
    for security in LDAPSettings.Security.allCases {
      let proxy = try FaultProxy(to: security == .ldaps ? slapd.tlsPort : slapd.port)
      let directory = try Self.directory(slapd, proxy, security: security, seconds: 20)
      #expect(try await Listed(directory).users.count == 321)
      proxy.fault = .delay(.milliseconds(5))
      let listed = try await Listed(directory)
      #expect(listed.users.count == 321 && listed.members(of: "all").count == 320)
      #expect(proxy.connectionCount == 2 && proxy.hitCount == 0)
    }
  }

  @Test(
    "A connection that fails in the middle of a page makes an error of the listing, over and over")
  func midPage() async throws {
    let slapd = try await Self.slapd()
    let proxy = try FaultProxy(to: slapd.tlsPort)
    let cases: [(StreamFault, [DirectoryError.Code])] = [
      (.refuse, [.unreachable]), (.drop(after: 1000), [.unreachable]),
      (.swallow(after: 1000), [.timedOut]), (.corrupt(after: 1000), [.unreachable, .malformed]),
    ]
    for (fault, codes) in cases {
      let listing = try await Self.directory(slapd, proxy).listing()
      #expect(try await listing.next()?.count == 50)
      proxy.fault = fault
      let error = try await listing.failure()
      #expect(codes.contains(error.code), "\(fault): \(error)")
      let again = await #expect(throws: DirectoryError.self) { try await listing.next() }
      #expect(again == error)
      proxy.heal()
    }
    #expect(try await Listed(Self.directory(slapd, proxy)).users.count == 321)
  }

  @Test(
    "A server that cannot be reached, hangs or says nonsense while TLS is agreed on is told apart")
  func handshake() async throws {
    let slapd = try await Self.slapd()
    let cases: [(StreamFault, DirectoryError.Code)] = [
      (.refuse, .unreachable), (.swallow(after: 0), .timedOut), (.swallow(after: 200), .timedOut),
      (.drop(after: 200), .untrusted), (.corrupt(after: 200), .untrusted),
    ]
    for security in [LDAPSettings.Security.ldaps, .startTLS] {
      let proxy = try FaultProxy(to: security == .ldaps ? slapd.tlsPort : slapd.port)
      for (fault, code) in cases {
        proxy.fault = fault
        let directory = try Self.directory(slapd, proxy, security: security)
        let error = await #expect(throws: DirectoryError.self) { try await directory.listing() }
        #expect(error?.code == code, "\(security) \(fault): \(error as Any)")
      }
    }
  }

  @Test("Whatever a server answers in the middle, half a listing is an error")
  func answers() async throws {
    let slapd = try await Self.slapd()
    let proxy = try FaultProxy(to: slapd.port)
    let cases: [(RequestFault, DirectoryError.Code)] = [
      (.refuse(code: 3), .incomplete), (.refuse(code: 4), .incomplete),
      (.refuse(code: 11), .incomplete), (.refuse(code: 51), .busy), (.refuse(code: 52), .busy),
      (.refuse(code: 80), .refused), (.refuse(code: 50), .insufficientRights),
      (.loseAnswer, .unreachable), (.loseRequest, .unreachable), (.hang, .timedOut),
      (.say([0x30, 0x05, 0x02, 0x01, 0x05, 0x64, 0x7F]), .malformed),
    ]
    for (fault, code) in cases {
      // The first search asks whether logins are kept, the second for the first page.
      proxy.on(.ldap(.search), skipping: 3, fault)
      let listing = try await Self.directory(slapd, proxy, security: .none).listing()
      let error = try await listing.failure()
      #expect(error.code == code, "\(fault): \(error)")
      proxy.heal()
    }
    #expect(proxy.hitCount == cases.count)
    #expect(proxy.requests.prefix(3) == ["bind", "search", "search"])
  }

  /// Holds the account that looks to a stricter policy, and changes the account.
  private static func hold(
    _ slapd: Slapd, to policy: String, _ change: String
  ) async throws {
    try await slapd.modify(
      """
      dn: cn=strict,ou=policies,\(Slapd.base)
      changetype: add
      objectClass: applicationProcess
      objectClass: pwdPolicy
      cn: strict
      pwdAttribute: userPassword
      \(policy)

      dn: \(Slapd.service.name)
      changetype: modify
      add: pwdPolicySubentry
      pwdPolicySubentry: cn=strict,ou=policies,\(Slapd.base)
      -
      \(change)
      """)
  }

  @Test("A password that has expired is said to be a matter of the account")
  func expired() async throws {
    let slapd = try await Self.slapd()
    try await Self.hold(
      slapd, to: "pwdMaxAge: 1",
      "replace: userPassword\nuserPassword: \(Slapd.service.password)")
    let directory = try slapd.directory()
    try await eventually("the password has expired") {
      do throws(DirectoryError) {
        _ = try await directory.listing()
        return false
      } catch {
        return error.code == .unauthenticated && error.message.contains("expired")
      }
    }
  }

  @Test("A password that must be changed first lets its account in, and read nothing")
  func mustChange() async throws {
    let slapd = try await Self.slapd()
    try await Self.hold(slapd, to: "pwdMustChange: TRUE", "add: pwdReset\npwdReset: TRUE")
    let error = await #expect(throws: DirectoryError.self) {
      try await slapd.directory().listing()
    }
    #expect(error?.code == .insufficientRights, "\(error as Any)")
    #expect(error?.message.contains("password need not be changed first") == true)
  }
}
