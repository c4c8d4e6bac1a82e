internal import TestSupport
internal import Testing

@Suite("Kills while a SCIM service is changed", .timeLimit(.minutes(10)))
struct SCIMCrashTests {
  /// Users whom a run acts on.
  private static let sleepers = 40
  /// Kills while one run, or its undo, is at work: one of each kind.
  private static let kills = Crash.allCases.count

  @Test(
    "A run that is killed again and again closes each account once",
    arguments: RemoteCrashTests.seeds)
  func deactivation(seed: UInt64) async throws {
    let site = try await SCIMSite(sleepers: Self.sleepers, awake: 1)
    try await KilledWork(
      site: FaultySite(site, site.proxy), sleepers: Self.sleepers, kills: Self.kills, seed: seed
    ).deactivate()
  }

  @Test(
    "A run that is killed again and again takes each membership once",
    arguments: RemoteCrashTests.seeds)
  func membership(seed: UInt64) async throws {
    let site = try await SCIMSite(sleepers: Self.sleepers, awake: 1)
    try await KilledWork(
      site: FaultySite(site, site.proxy), sleepers: Self.sleepers, kills: Self.kills,
      seed: seed &+ 1
    ).removeFromGroup()
  }
}
