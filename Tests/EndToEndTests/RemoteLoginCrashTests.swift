internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Logins that come to no good end in remote directories", .timeLimit(.minutes(3)))
struct RemoteLoginCrashTests {
  @Test(
    "Whom a login had opened when the server died is known to be back by it",
    arguments: ["sync", "login"])
  func opened(first: String) async throws {
    let site = try await Self.cleaned()
    try await Self.killedLogin(.holdAnswer, site)
    #expect(try await site.site.closed() == ["asleep-1"])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1"])
    if first == "sync" {
      try await site.admin.succeed("directory", "sync", "corp")
      #expect(try await site.held() == ["asleep-1,1"])
    }
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("LET_IN"))
    try await site.admin.succeed("directory", "sync", "corp")
    #expect(try await site.held() == ["asleep-1,1"])
    #expect(try await site.intents() == [])
    let ended = try await site.site.installation.rows(
      "SELECT closed_because FROM holds WHERE closed_at IS NOT NULL")
    #expect(ended == ["woken"])
    let told = try await site.admin.succeed("audit", "list", "--output", "json")
    #expect(told.contains("a login that admin told of") && !told.contains("user.reverted"))
    #expect(try await site.site.closed() == ["asleep-1"])
  }

  @Test("Whom a login had not opened yet when the server died is woken by the next one")
  func unopened() async throws {
    let site = try await Self.cleaned()
    try await Self.killedLogin(.hang, site)
    try await site.admin.succeed("directory", "sync", "corp")
    #expect(try await site.site.closed() == ["asleep-0", "asleep-1"])
    #expect(try await site.held() == ["asleep-0,1", "asleep-1,1"])
    #expect(try await site.intents() == [])
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    #expect(try await site.site.closed() == ["asleep-1"])
  }

  @Test("An account that was opened for a seat that somebody else took first is closed again")
  func lastSeat() async throws {
    let site = try await Self.cleaned()
    try await Self.loseSeat(site)
    #expect(try await site.site.closed() == ["asleep-0"])
    #expect(try await site.held() == ["asleep-0,1"])
    #expect(try await site.intents() == [])
    try await site.admin.succeed("provisioning", "set", "--seat-limit", "9")
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    #expect(try await site.site.closed().isEmpty)
  }

  @Test("What could not be taken back at once is taken back by the next listing")
  func laterSeat() async throws {
    let site = try await Self.cleaned()
    try await Self.loseSeat(site) {
      site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .refuse(code: 50))
    }
    #expect(try await site.site.closed().isEmpty)
    #expect(try await site.intents().count == 1)
    try await site.admin.succeed("directory", "sync", "corp")
    #expect(try await site.site.closed() == ["asleep-0"])
    #expect(try await site.held() == ["asleep-0,1"])
    #expect(try await site.intents() == [])
  }

  @Test("What could not be taken back stays with whoever has it by right since")
  func seatAfterAll() async throws {
    let site = try await Self.cleaned()
    try await Self.loseSeat(site) {
      // Once for the login that has lost its seat, and once more before the next one.
      site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 2, .refuse(code: 50))
    }
    try await site.admin.succeed("provisioning", "set", "--seat-limit", "9")
    #expect(try await site.admin.succeed("login", "report", "asleep-0").contains("WOKEN"))
    try await site.admin.succeed("directory", "sync", "corp")
    #expect(try await site.site.closed().isEmpty)
    #expect(try await site.held() == [])
    #expect(try await site.intents() == [])
  }

  /// Two who were asleep, and whose accounts are closed.
  private static func cleaned() async throws -> FaultySite<DirectorySite> {
    let site = try await FaultySite(sleepers: 2, awake: 1)
    try await site.configure(["--deactivate"])
    try await site.admin.succeed("run", "--yes")
    try #require(try await site.site.closed() == ["asleep-0", "asleep-1"])
    return site
  }

  /// Kills the server while a login opens an account, and starts it again.
  private static func killedLogin(_ fault: RequestFault, _ site: FaultySite<DirectorySite>)
    async throws
  {
    let admin = site.admin
    async let login = admin.run("login", "report", "asleep-0")
    try await site.hit(.ldap(.modify), fault)
    if case .holdAnswer = fault {
      try await eventually("the account is open") {
        try await site.site.closed() == ["asleep-1"]
      }
    }
    try site.restart()
    #expect(try await login.status != 0)
  }

  /// Lets somebody take the last seat while another login, who then has none, is opening an account.
  private static func loseSeat(
    _ site: FaultySite<DirectorySite>, then prepare: () -> Void = {}
  ) async throws {
    try await site.admin.succeed("provisioning", "set", "--seat-limit", "3")
    site.proxy.on(.entry(.modify, "uid=asleep-0,"), times: 1, .holdAnswer)
    prepare()
    let admin = site.admin
    async let first = admin.run("login", "report", "asleep-0")
    try await eventually("the change is under way") { site.proxy.hitCount > 0 }
    #expect(try await site.admin.succeed("login", "report", "asleep-1").contains("WOKEN"))
    site.proxy.letGo()
    let refused = try await first
    #expect(refused.status == 4 && refused.output.contains("SEATS_FULL"), "\(refused)")
  }
}
