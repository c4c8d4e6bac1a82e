internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Known answers on real data")
struct KnownAnswerTests {
  private static let newest = "2014-09-14T03:04:42.270Z"
  private static let dayMilliseconds = 86_400_000

  /// A policy, as the command line has it and as the test counts by it.
  private struct Case {
    var arguments: [String]
    var asOf = newest
    var group: Substring?
    var days: Int
    var excludedGroup: Substring?
    var excludedPrefix = ""
    var minimumAgeDays = 0

    /// Users per reason, counted from the file alone.
    func reasons(_ members: [SiteMember]) throws -> [String: Int] {
      let now = try SiteMember.milliseconds(asOf)
      let there = members.filter { $0.created <= now }
      return Dictionary(there.map { (reason(for: $0, now), 1) }, uniquingKeysWith: +)
    }

    private func reason(for member: SiteMember, _ now: Int) -> String {
      if let group, !member.groups.contains(group) { return "NOT_IN_GROUP" }
      if !excludedPrefix.isEmpty, member.username.hasPrefix(excludedPrefix) {
        return "USER_EXCLUDED"
      }
      if let excludedGroup, member.groups.contains(excludedGroup) { return "GROUP_EXCLUDED" }
      if member.created > now - minimumAgeDays * dayMilliseconds { return "TOO_NEW" }
      // What was reported later was not known then.
      if member.lastLogin > now { return "ACTIVITY_UNKNOWN" }
      return member.lastLogin <= now - days * dayMilliseconds ? "INACTIVE" : "ACTIVE"
    }
  }

  private func imported() async throws -> Installation {
    let installation = try await Installation()
    let summary = try await installation.admin.succeed("users", "import", SiteMember.path)
    #expect(summary.contains("24,260") || summary.contains("24260"))
    return installation
  }

  @Test("The known policy over the real file gives the known counts")
  func known() async throws {
    let installation = try await imported()
    let admin = installation.admin
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "180d",
      "--exclude-group", "moderators")
    let analysis = try await admin.json(
      AnalysisDocument.self, "analyze", "--as-of", Self.newest)
    #expect(analysis.userCount == 24_260)
    #expect(analysis.candidateCount == 12_299)
    #expect(
      analysis.reasons == [
        "INACTIVE": 12_299, "ACTIVE": 11_909, "GROUP_EXCLUDED": 51, "NOT_IN_GROUP": 1,
      ])
    // Judged as of another moment, it cannot be run.
    try await admin.fail(4, "as of", "run", "--analysis", analysis.id, "--yes")
    let candidates = try await admin.succeed(
      "verdicts", "--analysis", analysis.id, "--decision", "candidate", "--all", "--output",
      "json")
    #expect(candidates.split(separator: "\n").count == 12_299)
  }

  @Test("Other policies give what the file itself says")
  func others() async throws {
    let installation = try await imported()
    let members = try SiteMember.all()
    let cases = [
      Case(
        arguments: ["--deactivate", "--inactive-after", "365d", "--exclude-group", "editors"],
        days: 365, excludedGroup: "editors"),
      Case(
        arguments: [
          "--remove-from-group", "commenters", "--inactive-after", "30d", "--min-age", "100d",
          "--exclude-pattern", "member1*",
        ], group: "commenters", days: 30, excludedGroup: "editors", excludedPrefix: "member1",
        minimumAgeDays: 100),
      Case(
        arguments: ["--inactive-after", "90"], asOf: "2013-06-30T12:00:00.000Z",
        group: "commenters", days: 90, excludedGroup: "editors", excludedPrefix: "member1",
        minimumAgeDays: 100),
    ]
    for policy in cases {
      let configured = try await installation.admin.run(["configure"] + policy.arguments)
      try #require(configured.status == 0, "\(configured.errors)")
      let analysis = try await installation.admin.json(
        AnalysisDocument.self, "analyze", "--as-of", policy.asOf)
      let expected = try policy.reasons(members)
      #expect(analysis.reasons == expected, "\(policy.arguments)")
      #expect(analysis.userCount == expected.values.reduce(0, +))
      #expect(analysis.candidateCount == expected["INACTIVE"])
    }
  }

  @Test("The real file is run for real, and everybody's outcome agrees with the file")
  func run() async throws {
    let installation = try await imported()
    let admin = installation.admin
    try await admin.succeed(
      "configure", "--remove-from-group", "members", "--inactive-after", "180d",
      "--exclude-group", "moderators", "--max-percent", "100")
    let run = try await admin.json(RunDocument.self, "run", "--yes")
    let expected = try SiteMember.all().count { member in
      member.groups.contains("members") && !member.groups.contains("moderators")
    }
    #expect(run.counts.done == expected && run.candidateCount == expected)
    let groups = try await admin.succeed("groups", "list")
    #expect(groups.contains("members"))
    let after = try await admin.json(AnalysisDocument.self, "analyze")
    #expect(after.reasons == ["NOT_IN_GROUP": 24_260 - 51, "GROUP_EXCLUDED": 51])
  }
}
