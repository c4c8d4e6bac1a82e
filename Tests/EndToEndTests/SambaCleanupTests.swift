internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite(
  "Cleanup in Active Directory, which is Samba's, end to end", .serialized,
  .timeLimit(.minutes(5)))
struct SambaCleanupTests {
  private static let server = SharedServer("Samba AD") { try await SambaPeople() }

  private static let sleepers = 400
  private static let awake = 100

  @Test("Of 500 users a run closes exactly the sleepers, whatever else their flags say")
  func deactivation() async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: Self.sleepers, awake: Self.awake)
      let before = try await samba.flagCounts()
      try await WholeCleanup(site: DirectorySite(on: samba), sleepers: Self.sleepers).deactivate()
      #expect(before.count == Self.sleepers + Self.awake)
      try await samba.expectOnce(since: before)
      #expect(try await samba.letsIn("asleep-0"))
    }
  }

  @Test("Of 500 users a run takes exactly the direct memberships, and leaves others to persons")
  func membership() async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: Self.sleepers, awake: Self.awake)
      try await WholeCleanup(site: DirectorySite(on: samba), sleepers: Self.sleepers)
        .removeFromGroup(0..<30, 30..<60)
    }
  }

  @Test("Who is closed already stays so, and a real login counts; login names may be others")
  func traits() async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: 3, awake: 2)
      try await samba.tools.modify(
        Self.put("asleep-1", "userAccountControl", "514")
          + Self.put("asleep-2", "userAccountControl", "66050")
          + Self.put("awake-0", "lastLogonTimestamp", nil)
          + Self.put("awake-1", "lastLogonTimestamp", nil))
      #expect(try await samba.letsIn("awake-0"))
      let site = try await DirectorySite(
        on: samba,
        reaching: DirectorySite.overTLS(samba) + ["--attribute", "username=userPrincipalName"])
      let before = try await site.everything()
      try await site.configure(["--deactivate"])
      let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
      #expect(
        analysis.reasons == [
          "INACTIVE": 1, "ALREADY_INACTIVE": 2, "ACTIVE": 1, "NEVER_LOGGED_IN_KEPT": 1,
        ])
      let run = try await site.admin.json(RunDocument.self, "run", "--yes")
      #expect(run.counts.done == 1, "\(run)")
      #expect(try await site.closed() == ["asleep-0", "asleep-1", "asleep-2"])
      #expect(try await !samba.letsIn("asleep-0"))
      let woken = try await site.admin.succeed("login", "report", "asleep-0@ad.acme.test")
      #expect(woken.contains("WOKEN"))
      #expect(try await site.everything() == before)
      #expect(try await samba.letsIn("asleep-0"))
    }
  }

  @Test("Nobody is taken out of a primary group, and the run says so of those alone")
  func primaryGroup() async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: 3, awake: 1)
      let number = try await Self.number(ofGroup: "seats", samba)
      try await samba.tools.modify(Self.put("asleep-0", "primaryGroupID", String(number)))
      let site = try await DirectorySite(on: samba)
      let before = try await site.everything()
      #expect(try await !site.members(of: "seats").contains("asleep-0"))
      try await site.configure(["--remove-from-group", "seats"])
      let ran = try await site.admin.run("run", "--yes", "--output", "json")
      #expect(ran.status == 6, "\(ran)")
      let run = try JSONDecoder().decode(RunDocument.self, from: Data(ran.output.utf8))
      #expect(
        try await site.outcomes(of: run.id) == [
          "asleep-0,FAILED,DIRECTORY_REFUSED", "asleep-1,DONE,", "asleep-2,DONE,",
        ])
      let messages = try await site.installation.rows(
        "SELECT message FROM outcomes WHERE username = 'asleep-0'")
      #expect(messages.first?.contains("another primary group first") == true, "\(messages)")
      #expect(try await site.held() == ["asleep-1,1", "asleep-2,1"])
      #expect(try await site.members(of: "seats") == ["awake-0", "cn=inner"])
      let undo = try await site.admin.json(RunDocument.self, "undo", run.id, "--yes")
      #expect(undo.counts.done == 2, "\(undo)")
      #expect(try await site.everything() == before)
    }
  }

  @Test(
    "The account that asks is protected, however it is named",
    arguments: [SambaAD.service.name, "svc@ad.acme.test", "svc@acme", #"ACME\svc"#])
  func ownAccount(name: String) async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: 1, awake: 0)
      // Below the domain there are other parts, which the server refers to.
      let site = try await DirectorySite(
        on: samba,
        reaching: DirectorySite.overTLS(samba) + [
          "--bind-name", name, "--user-base", SambaAD.domain, "--user-filter",
          "(&(objectCategory=person)(objectClass=user)(|(cn=svc)(cn=asleep-*)))",
        ])
      try await site.configure(["--deactivate"])
      let analysis = try await site.admin.json(AnalysisDocument.self, "analyze")
      #expect(analysis.reasons == ["INACTIVE": 1, "PROTECTED": 1])
    }
  }

  /// LDIF that gives a user a value, or none.
  private static func put(_ user: String, _ attribute: String, _ value: String?) -> String {
    """
    dn: cn=\(user),ou=people,\(SambaAD.base)
    changetype: modify
    replace: \(attribute)
    \(value.map { "\(attribute): \($0)\n" } ?? "")

    """
  }

  /// The number by which users name a group as their primary one: the last of its `objectSid`.
  private static func number(ofGroup group: String, _ samba: SambaPeople) async throws -> UInt32 {
    let found = try await samba.tools.search(
      "(cn=\(group))", ["objectSid"], base: "ou=groups,\(SambaAD.base)")
    let coded = try #require(
      found.split(separator: "\n").first { $0.hasPrefix("objectSid:: ") }?.dropFirst(12))
    let bytes = try #require(Data(base64Encoded: String(coded)))
    return bytes.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
