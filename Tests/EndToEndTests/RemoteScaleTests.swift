internal import TestSupport
internal import Testing

@Suite("Cleanup of hundreds in a remote directory", .timeLimit(.minutes(3)))
struct RemoteScaleTests {
  private static let sleepers = 400
  private static let awake = 100

  @Test("A run closes exactly the sleepers, a login opens one, and an undo all others")
  func deactivation() async throws {
    let site = try await DirectorySite(sleepers: Self.sleepers, awake: Self.awake)
    try await WholeCleanup(site: site, sleepers: Self.sleepers).deactivate()
  }

  @Test("A run takes exactly the direct memberships, and leaves those by other groups to persons")
  func membership() async throws {
    let site = try await DirectorySite(sleepers: Self.sleepers, awake: Self.awake)
    try await WholeCleanup(site: site, sleepers: Self.sleepers)
      .removeFromGroup(0..<30, 30..<60)
  }
}
