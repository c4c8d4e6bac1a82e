internal import DirectoryServers
internal import TestSupport
internal import Testing

@Suite(
  "Kills while Active Directory, which is Samba's, is changed", .serialized,
  .timeLimit(.minutes(10)))
struct SambaCrashTests {
  private static let server = SharedServer("Samba AD") { try await SambaPeople() }

  /// Users whom a run acts on.
  private static let sleepers = 60
  /// Kills while one run, or its undo, is at work: one of each kind.
  private static let kills = Crash.allCases.count

  @Test(
    "A run that is killed again and again closes each account once",
    arguments: RemoteCrashTests.seeds)
  func deactivation(seed: UInt64) async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: Self.sleepers, awake: 3)
      let before = try await samba.flagCounts()
      let site = try await FaultySite(on: samba)
      try await KilledWork(site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed)
        .deactivate()
      #expect(before.count == Self.sleepers + 3)
      try await samba.expectOnce(since: before)
    }
  }

  @Test(
    "A run that is killed again and again takes each membership once",
    arguments: RemoteCrashTests.seeds)
  func membership(seed: UInt64) async throws {
    try await Self.server.use { samba in
      try await samba.fill(sleepers: Self.sleepers, awake: 3)
      let before = try await samba.flagCounts()
      let site = try await FaultySite(on: samba)
      try await KilledWork(
        site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed &+ 1
      ).removeFromGroup()
      #expect(try await samba.flagCounts() == before)
    }
  }
}
