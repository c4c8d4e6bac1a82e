internal import Cleanup
internal import Messages

extension Samples {
  static let report: AnalysisReport = {
    let directory = AnalysisTally.Directory(
      name: "users", reasons: [Reason.inactive.rawValue: 3, Reason.active.rawValue: 4],
      observation: observation)
    let analysis = Analysis(
      id: "a1", policy: storedPolicy, createdAt: time,
      tally: AnalysisTally(directories: [directory], actionable: 2), createdBy: "portal")
    let safety = SafetyCheck(
      actionable: 2, lookedAt: 100, recentlyCleaned: 1, stillCleaned: 1,
      limits: SafetyLimits(maxPercent: 20, maxUsers: 50))
    return AnalysisReport(analysis: analysis, safety: safety, held: [heldListing])
  }()

  static let verdict = UserVerdict(
    user: UserID(rawValue: 0), directory: "users", externalID: "4711", username: "ann",
    displayName: "Ann",
    verdict: Verdict(
      reason: .neverLoggedIn, lastActivity: activity, isActionable: true,
      groupPath: ["members", "all"], rule: "members", factTime: time))

  static let progress = AnalyzeProgress.with {
    $0.directory = "users"
    $0.evaluatedCount = 10
    $0.userCount = 20
  }

  static let analysis: [any Sample] = [
    report, report.analysis.tally.directories[0], report.safety, verdict, progress,
    AnalyzeRequest.with { $0.asOf = time }, AnalyzeEvent.progress(progress),
    AnalyzeEvent.analysis(report),
    ListVerdictsRequest.with {
      $0.analysisID = "a1"
      $0.pageSize = 7
      $0.pageToken = "p"
      $0.decision = .candidate
      $0.reason = .groupExcluded
      $0.directory = "users"
      $0.text = "an"
      $0.order = .username
    },
    ListVerdictsResponse.with {
      $0.verdicts = [verdict]
      $0.nextPageToken = "n"
      $0.analysisID = "a1"
    },
    ExplainUserRequest.with { $0.user = reference },
    Explanation(
      user: User(
        id: UserID(rawValue: 0), directory: "users", externalID: "4711", username: "ann",
        displayName: "Ann", firstSeenAt: Moment(microseconds: 0)),
      verdict: verdict.verdict, rules: [rule], policyRevision: 4, moment: time, cutoff: later,
      observation: observation),
    rule,
  ]

  private static let rule = RuleTried(
    reason: .tooNew, isMatch: true, isDecisive: true, fact: "Created yesterday.")
}
