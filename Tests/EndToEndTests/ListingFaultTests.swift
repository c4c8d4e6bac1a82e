internal import DirectoryServers
internal import TestSupport
internal import Testing

@Suite("Faults of remote directories, end to end", .timeLimit(.minutes(4)))
struct ListingFaultTests {
  private static let names = (1...60).map { "p\($0)" }
  /// Everybody is asleep but the account that looks.
  private static let asleep = ["INACTIVE": 60, "PROTECTED": 1]

  private static func person(_ name: String, in unit: String = "people") -> String {
    """
    dn: uid=\(name),ou=\(unit),\(Slapd.base)
    objectClass: inetOrgPerson
    uid: \(name)
    cn: \(name)
    sn: \(name)
    pwdLastSuccess: 20200229173000Z


    """
  }

  private static let people = names.map { person($0) }.joined()

  private static let groups = """
    dn: cn=crew,ou=groups,\(Slapd.base)
    changetype: add
    objectClass: groupOfNames
    cn: crew
    \(names.map { "member: uid=\($0),ou=people,\(Slapd.base)" }.joined(separator: "\n"))

    dn: cn=few,ou=groups,\(Slapd.base)
    changetype: add
    objectClass: groupOfNames
    cn: few
    member: uid=p1,ou=people,\(Slapd.base)

    """

  private static func arguments(_ slapd: Slapd, port: Int) -> [String] {
    [
      "--host", "127.0.0.1", "--port", String(port), "--server-ca", slapd.certificateFile,
      "--preset", "openldap", "--bind-name", Slapd.service.name, "--user-base",
      "ou=people,\(Slapd.base)", "--group-base", "ou=groups,\(Slapd.base)", "--page-size", "20",
      "--time-limit", "1",
    ]
  }

  private static func directory(
    _ slapd: Slapd, reasons: [String: Int] = asleep
  ) async throws -> FaultyDirectory {
    try await slapd.modify(groups)
    let proxy = try FaultProxy(to: slapd.tlsPort)
    return try await FaultyDirectory(
      proxy, "ldap", arguments(slapd, port: proxy.port), secret: Slapd.service.password,
      reasons: reasons)
  }

  @Test("Whatever happens on the way to an LDAP server, nothing is lost, and nobody is a candidate")
  func ldapConnections() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    let directory = try await Self.directory(slapd)
    let faults: [(StreamFault, String)] = [
      (.refuse, "check host and port"), (.swallow(after: 0), "time_limit_seconds"),
      (.swallow(after: 8000), "time_limit_seconds"), (.drop(after: 8000), "try again"),
      (.drop(after: 12_000), "try again"), (.corrupt(after: 8000), "look"),
      (.corrupt(after: 0), "certificates"),
    ]
    for (fault, remedy) in faults {
      directory.proxy.fault = fault
      try await directory.expectFailure("\(fault)", remedy: remedy)
      try await directory.expectRecovery("\(fault)")
    }
    directory.proxy.fault = .delay(.milliseconds(10))
    try await directory.admin.succeed("directory", "sync", "corp")
    let user = try await directory.admin.succeed("users", "show", "p1")
    #expect(user.contains("crew") && user.contains("few"))
  }

  @Test(
    "An authority that is not the server's, and a password that is not the account's, lose nothing")
  func ldapTrust() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    let directory = try await Self.directory(slapd)
    let folder = try TemporaryFolder()
    let other = try await CertificateAuthority("other", in: folder)
    try await directory.put("ldap", ["--server-ca", other.certificate])
    try await directory.expectFailure("another authority", remedy: "certificates")
    try await directory.put("ldap", ["--server-ca", slapd.certificateFile])
    try await directory.expectRecovery("its authority again")

    func setPassword(_ password: String) async throws {
      try await slapd.modify(
        """
        dn: \(Slapd.service.name)
        changetype: modify
        replace: userPassword
        userPassword: \(password)
        """)
    }
    try await setPassword("another one")
    try await directory.expectFailure("another password", remedy: "bind_name")
    try await setPassword(Slapd.service.password)
    try await directory.expectRecovery("its password again")
  }

  @Test("A limit of the server that is reached one day loses nothing")
  func sizeLimit() async throws {
    let slapd = try await Slapd(ldif: Self.people, limits: "size.pr=500 size.prtotal=63")
    let directory = try await Self.directory(slapd)
    let more = (1...5).map { "x\($0)" }
    for name in more {
      try await slapd.modify(
        "dn: uid=\(name),ou=people,\(Slapd.base)\nchangetype: add\nobjectClass: inetOrgPerson\n"
          + "uid: \(name)\ncn: \(name)\nsn: \(name)\n")
    }
    try await directory.expectFailure("more than the limit", remedy: "size.prtotal")
    for name in more {
      try await slapd.modify("dn: uid=\(name),ou=people,\(Slapd.base)\nchangetype: delete\n")
    }
    try await directory.expectRecovery("within the limit")
  }

  @Test(
    "Whoever is renamed stays who it is, with groups; whoever is deleted is gone at the next listing"
  )
  func renaming() async throws {
    let slapd = try await Slapd(ldif: Self.people)
    let directory = try await Self.directory(slapd)
    try await slapd.modify(
      """
      dn: uid=p1,ou=people,\(Slapd.base)
      changetype: modrdn
      newrdn: uid=renamed
      deleteoldrdn: 1
      """)
    try await directory.expectRecovery("renamed")
    let user = try await directory.admin.succeed("users", "show", "renamed")
    #expect(user.contains("crew") && user.contains("few") && user.contains("2020-02-29"))
    try await directory.admin.fail(1, "p1", "users", "show", "p1")

    try await slapd.modify("dn: uid=p2,ou=people,\(Slapd.base)\nchangetype: delete\n")
    let listed = try await directory.admin.succeed(
      "directory", "sync", "corp", "--output", "csv")
    #expect(
      listed.contains("corp,0,") && listed.contains(",1,60,2,"), "\(listed)")
    let analysis = try await directory.admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.reasons == ["INACTIVE": 59, "PROTECTED": 1])
  }

  @Test("Of two directories with one username the first counts, also while it cannot be listed")
  func shadowed() async throws {
    let unit = """
      dn: ou=others,\(Slapd.base)
      objectClass: organizationalUnit
      ou: others


      """
    let slapd = try await Slapd(
      ldif: Self.people + unit + Self.person("p1", in: "others")
        + Self.person("only", in: "others"))
    let directory = try await Self.directory(slapd)
    let admin = directory.admin
    let secret = try directory.installation.folder.write("second", Slapd.service.password)
    let put = try await admin.run(
      ["directory", "ldap", "second", "--secret-file", secret]
        + Self.arguments(slapd, port: slapd.tlsPort)
        + ["--user-base", "ou=others,\(Slapd.base)", "--group-base", ""])
    try #require(put.status == 0, "\(put.errors)")
    try await admin.succeed("directory", "sync", "second")
    let analysis = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(analysis.reasons == ["INACTIVE": 61, "SHADOWED": 1, "PROTECTED": 1])
    directory.proxy.fault = .refuse
    let incomplete = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(
      incomplete.reasons == ["INACTIVE": 1, "SHADOWED": 1, "DIRECTORY_INCOMPLETE": 61],
      "\(incomplete.reasons)")
    #expect(incomplete.candidateCount == 1)
  }

  @Test("Whatever a SCIM service answers, nothing is lost, and nobody is a candidate")
  func scim() async throws {
    let service = try await SCIMServer()
    let ids = try await Self.users(of: service)
    try await service.addGroup("crew", users: ids)
    let port = try #require(Int(service.url.split(separator: ":")[2].prefix { $0 != "/" }))
    let proxy = try FaultProxy(to: port)
    let directory = try await FaultyDirectory(
      proxy, "scim",
      [
        "--base-url", "http://127.0.0.1:\(proxy.port)/v2", "--page-size", "2", "--time-limit",
        "1",
      ], secret: SCIMServer.token, reasons: ["ACTIVITY_UNKNOWN": 5, "ALREADY_INACTIVE": 1])
    let body = #"{"detail":"\#(FaultyDirectory.words)"}"#
    let faults: [(RequestFault, String)] = [
      (.answer(HTTPAnswer(429, headers: ["retry-after": "121"], body: body)), "try again later"),
      (.answer(HTTPAnswer(500, body: body)), "log"),
      (.answer(HTTPAnswer(401, body: body)), "enter a valid one"),
      (.answer(HTTPAnswer(200, body: #"{"totalResults": 6, "#)), "base URL"),
      (
        .answer(HTTPAnswer(200, body: #"{"totalResults": "\#(FaultyDirectory.words)"}"#)),
        "base URL"
      ),
      (.answer(HTTPAnswer(200, body: body)), "base URL"), (.hang, "raise the time limit"),
    ]
    for (fault, remedy) in faults {
      // The second page of users, and then the groups.
      for path in ["/Users", "/Groups"] {
        proxy.on(.http("GET", path), skipping: path == "/Users" ? 1 : 0, fault)
        try await directory.expectFailure("\(fault) \(path)", remedy: remedy)
        try await directory.expectRecovery("\(fault) \(path)")
      }
    }
    proxy.fault = .refuse
    try await directory.expectFailure("refused", remedy: "host and port")
    try await directory.expectRecovery("refused")
  }

  @Test("A SCIM service that is busy or breaks off once is asked again")
  func scimRepeats() async throws {
    let service = try await SCIMServer()
    _ = try await Self.users(of: service)
    let port = try #require(Int(service.url.split(separator: ":")[2].prefix { $0 != "/" }))
    let proxy = try FaultProxy(to: port)
    let directory = try await FaultyDirectory(
      proxy, "scim",
      ["--base-url", "http://127.0.0.1:\(proxy.port)/v2", "--page-size", "2"],
      secret: SCIMServer.token, reasons: ["ACTIVITY_UNKNOWN": 5, "ALREADY_INACTIVE": 1])
    let busy = HTTPAnswer(429, headers: ["retry-after": "1"])
    for fault in [RequestFault.answer(busy), .loseAnswer, .loseRequest] {
      let hits = proxy.hitCount
      proxy.on(.http("GET", "/Users"), skipping: 1, times: 1, fault)
      try await directory.admin.succeed("directory", "sync", "corp")
      #expect(proxy.hitCount == hits + 1)
      try await directory.expectRecovery("\(fault)")
    }
  }

  /// Adds five open accounts and a closed one, and gives their ids.
  private static func users(of service: SCIMServer) async throws -> [String] {
    var ids: [String] = []
    for number in 1...6 {
      ids.append(try await service.addUser("s\(number)", #","active":\#(number < 6)"#))
    }
    return ids
  }
}
