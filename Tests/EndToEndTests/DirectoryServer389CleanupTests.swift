internal import DirectoryServers
internal import TestSupport
internal import Testing

@Suite(
  "Cleanup in 389 Directory Server, and kills meanwhile", .serialized, .timeLimit(.minutes(10)))
struct DirectoryServer389CleanupTests {
  private static let server = SharedServer("389 Directory Server") { try await People389() }

  /// Users whom a run acts on.
  private static let sleepers = 40
  /// Kills while one run, or its undo, is at work: one of each kind.
  private static let kills = Crash.allCases.count

  @Test("A run closes exactly the sleepers, a login opens one, and an undo all others")
  func deactivation() async throws {
    try await Self.server.use { server in
      try await server.fill(sleepers: Self.sleepers, awake: 10)
      try await WholeCleanup(site: DirectorySite(on: server), sleepers: Self.sleepers)
        .deactivate()
    }
  }

  @Test("A run takes exactly the direct memberships, and leaves those by other groups to persons")
  func membership() async throws {
    try await Self.server.use { server in
      try await server.fill(sleepers: Self.sleepers, awake: 10)
      try await WholeCleanup(site: DirectorySite(on: server), sleepers: Self.sleepers)
        .removeFromGroup(0..<10, 10..<20)
    }
  }

  @Test(
    "A run that is killed again and again closes each account once",
    arguments: RemoteCrashTests.seeds)
  func killedDeactivation(seed: UInt64) async throws {
    try await Self.server.use { server in
      try await server.fill(sleepers: Self.sleepers, awake: 3)
      let site = try await FaultySite(on: server)
      try await KilledWork(site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed)
        .deactivate()
    }
  }

  @Test(
    "A run that is killed again and again takes each membership once",
    arguments: RemoteCrashTests.seeds)
  func killedMembership(seed: UInt64) async throws {
    try await Self.server.use { server in
      try await server.fill(sleepers: Self.sleepers, awake: 3)
      let site = try await FaultySite(on: server)
      try await KilledWork(
        site: site, sleepers: Self.sleepers, kills: Self.kills, seed: seed &+ 1
      ).removeFromGroup()
    }
  }
}
