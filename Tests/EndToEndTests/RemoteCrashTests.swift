internal import DirectoryServers
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Kills while remote directories are changed", .timeLimit(.minutes(10)))
struct RemoteCrashTests {
  /// The seeds of `DORMOUSE_CRASHES`, with commas between them; otherwise one that is always the same.
  static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["DORMOUSE_CRASHES"]?.split(separator: ",")
    .compactMap { UInt64($0) } ?? [1]

  /// Users whom a run acts on.
  private static let sleepers = 120
  /// Kills while one run, or its undo, is at work.
  private static let kills = 8

  @Test("A run that is killed again and again closes each account once", arguments: seeds)
  func deactivation(seed: UInt64) async throws {
    let site = try await FaultySite(sleepers: Self.sleepers, awake: 3)
    try await KilledWork(site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed)
      .deactivate()
  }

  @Test("A run that is killed again and again takes each membership once", arguments: seeds)
  func membership(seed: UInt64) async throws {
    let site = try await FaultySite(sleepers: Self.sleepers, awake: 3)
    try await KilledWork(site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed &+ 1)
      .removeFromGroup()
  }

  @Test(
    "An account that is closed by hand is held, or was never closed, whenever the server dies",
    arguments: seeds)
  func byHand(seed: UInt64) async throws {
    let site = try await FaultySite(sleepers: 9, awake: 1)
    var random = SeededGenerator(seed: seed)
    for index in 0..<8 {
      let name = "asleep-\(index)"
      let crash: Crash = index.isMultiple(of: 2) ? .afterChange : .beforeChange
      let admin = site.admin
      async let acted = admin.run("act", "deactivate", name, "asleep-8", "--reason", "left")
      // The first change is of either; what happens to the other is chance.
      try await site.hit(
        .ldap(.modify), times: Int.random(in: 1...2, using: &random), crash.fault ?? .hang)
      try site.restart()
      #expect(try await acted.status != 0)
      try await settled(site)
      let held = try await site.held()
      #expect(try await site.site.closed() == held.map { String($0.dropLast(2)) }, "\(name)")
      #expect(held.allSatisfy { $0.hasSuffix(",1") }, "\(held)")
      #expect(
        try await site.admin.run("login", "report", name).status
          == (held.contains("\(name),1") ? 4 : 0))
    }
    try await site.expectNoSecret()
  }

  @Test("What is given back by hand is given back, or still held, whenever the server dies")
  func restore() async throws {
    let site = try await FaultySite(sleepers: 6, awake: 1)
    let before = try await site.everything()
    let names = (0..<6).map { "asleep-\($0)" }
    let closed = try await site.admin.run(["act", "deactivate", "--reason", "left"] + names)
    #expect(closed.status == 0, "\(closed.errors)")
    for (index, name) in names.enumerated() {
      let crash: Crash = index.isMultiple(of: 2) ? .afterChange : .beforeChange
      let (admin, action) = (site.admin, index < 3 ? "restore" : "reactivate")
      async let acted = admin.run("act", action, name, "--reason", "back")
      try await site.hit(.ldap(.modify), crash.fault ?? .hang)
      try site.restart()
      #expect(try await acted.status != 0)
      try await settled(site)
      #expect(try await site.site.closed() == site.held().map { String($0.dropLast(2)) }, "\(name)")
    }
    #expect(try await site.site.closed() == ["asleep-1", "asleep-3", "asleep-5"])
    let ended = try await site.site.installation.rows(
      "SELECT DISTINCT closed_because FROM holds WHERE closed_at IS NOT NULL")
    #expect(ended == ["byHand"])
    let again = try await site.admin.run(["act", "restore", "--reason", "back"] + names)
    #expect(again.output.contains("DONE"), "\(again)")
    #expect(try await site.everything() == before)
    #expect(try await site.held() == [])
  }

  @Test("What a directory does not tell after a kill counts as taken, until it is given back")
  func silence() async throws {
    let site = try await FaultySite(sleepers: 5, awake: 1)
    try await site.configure(["--deactivate"])
    let before = try await site.everything()
    let admin = site.admin
    async let acted = admin.run("act", "deactivate", "asleep-4", "--reason", "left")
    try await site.hit(.ldap(.modify), .holdAnswer)
    try site.restart(answering: false)
    #expect(try await acted.status != 0)
    try await settled(site)
    #expect(try await site.held() == ["asleep-4,1"])
    let told = try await site.admin.succeed("audit", "list", "--output", "json")
    #expect(told.contains("may have changed the directory"), "\(told)")
    site.proxy.heal()
    try await site.admin.succeed("act", "restore", "asleep-4", "--reason", "back")
    #expect(try await site.everything() == before)

    site.proxy.on(.ldap(.modify), .holdAnswer)
    let id = try await site.begin("run")
    try await eventually("all are closed") { try await site.site.closed().count == 4 }
    try site.restart(answering: false)
    #expect(try await site.end(of: id).counts.failed == 4)
    let names = (0..<4).map { "asleep-\($0)" }
    #expect(try await site.outcomes(of: id) == names.map { "\($0),FAILED,STATE_UNCLEAR" })
    #expect(try await site.held() == names.map { "\($0),1" })
    try site.restart()
    let undo = try await site.admin.json(RunDocument.self, "undo", id, "--yes")
    #expect(undo.counts.done == 4, "\(undo)")
    #expect(try await site.everything() == before)
    try await site.expectNoSecret()
  }

  /// Waits until what an earlier server left is settled.
  private func settled(_ site: FaultySite<DirectorySite>) async throws {
    try await eventually("what was left is settled") { try await site.intents().isEmpty }
  }
}
