internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Runs, logins, listings, persons and kills at once", .timeLimit(.minutes(10)))
struct RemoteStormTests {
  /// Kills while a run is at work.
  private static let kills = 8
  /// Users who may log in; those behind them are closed by persons.
  private static let returners = 50
  private static let sleepers = 80

  @Test(
    "Whoever was let in has the account open, and every closed account is held",
    arguments: RemoteCrashTests.seeds)
  func storm(seed: UInt64) async throws {
    let site = try await FaultySite(sleepers: Self.sleepers, awake: 1)
    try await site.configure(["--deactivate"])
    var random = SeededGenerator(seed: seed)
    let run = try await site.begin("run")
    var back: Set<String> = []
    for count in 0..<Self.kills {
      let crash = Crash.allCases[count % Crash.allCases.count]
      let admin = site.admin
      let returning = Self.some(0..<Self.returners, &random)
      let leaving = Self.some(Self.returners..<Self.sleepers, &random)
      async let logins = Self.logIn(returning, admin)
      async let acted = admin.run(
        ["act", "deactivate", "--reason", "left"] + leaving)
      async let listed = admin.run("directory", "sync", "corp")
      _ = try await site.reach(crash, of: run, &random)
      try site.restart(crash.signal)
      back.formUnion(try await logins)
      _ = try await (acted, listed)
    }
    _ = try await site.end(of: run)
    try await eventually("what was left is settled") { try await site.intents().isEmpty }
    try await expectHeld(site)
    #expect(try await back.intersection(site.site.closed()).isEmpty, "\(back)")
    let counts = try await site.site.installation.rows(
      "SELECT count(*) - count(DISTINCT user_id) FROM outcomes")
    #expect(counts == ["0"])

    _ = try await site.admin.run("undo", run, "--yes")
    try await expectHeld(site)
    let blocked = try await site.site.installation.rows(
      "SELECT count(*) FROM holds WHERE closed_at IS NULL AND is_wakeable = 0")
    #expect(try await ["\(site.held().count)"] == blocked)
    try await site.admin.succeed("audit", "verify")
    try await site.expectNoSecret()
  }

  /// Expects that exactly those are closed of whom something is held, and that once.
  private func expectHeld(
    _ site: FaultySite<DirectorySite>, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let closed = try await site.site.closed().map { "\($0),1" }
    #expect(try await site.held() == closed, sourceLocation: sourceLocation)
  }

  /// Reports logins, one after the other; those that were let in.
  private static func logIn(
    _ users: [String], _ admin: Terminal
  ) async throws -> [String] {
    var back: [String] = []
    for user in users {
      let result = try await admin.run("login", "report", user)
      if result.status == 0 { back.append(user) }
    }
    return back
  }

  /// A few users by their numbers.
  private static func some(
    _ range: Range<Int>, _ random: inout SeededGenerator
  ) -> [String] {
    range.shuffled(using: &random).prefix(3).map { "asleep-\($0)" }
  }
}
