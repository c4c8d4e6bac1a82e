internal import Foundation
internal import Simulation
internal import TestSupport
internal import Testing

@Suite("A simulated year of one company")
struct YearTests {
  /// The seeds of `DORMOUSE_YEARS`, with commas between them; otherwise two that are always the same.
  static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["DORMOUSE_YEARS"]?.split(separator: ",")
    .compactMap { UInt64($0) } ?? [1, 2]

  @Test(
    """
    After logins, leavers, returners, an outage, wrong clocks and two kills a month, log, journal, \
    audit and directory agree, and nobody was touched who must not be
    """, arguments: seeds)
  func year(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    let year = Year(seed: seed)
    try await live(seed: seed, in: folder, most: year.deaths.count)
    let finished = try await FinishedYear(year, folder: folder.path)
    finished.expectDeaths()
    finished.expectStarts()
    finished.expectNobodyExceptedTouched()
    finished.expectNobodyTouchedTwiceInPeriod()
    finished.expectOnlySleepersTouched()
    finished.expectSleepersAsleep()
    finished.expectReturnersAwake()
    finished.expectRunsAgree()
    finished.expectAuditAndDirectoryAgree()
    finished.expectAuditHolds()
    #expect(finished.touches.count > 20, "seed \(seed) is a dull year")
  }

  /// Starts the company's process until the year is over.
  private func live(seed: UInt64, in folder: TemporaryFolder, most deaths: Int) async throws {
    let program = Command(BuiltProducts.path(of: "CompanyYear"))
    for _ in 0...deaths {
      let result = try await program.run(["--seed", "\(seed)", "--folder", folder.path])
      if result.status == 128 + SIGKILL { continue }
      try #require(result.status == 0, "seed \(seed): \(result.errors)\(result.output)")
      return
    }
    Issue.record("seed \(seed): the process was killed more often than it should")
  }
}
