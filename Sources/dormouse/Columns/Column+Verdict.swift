internal import Cleanup
internal import Messages

extension Column where Row == UserVerdict {
  /// A verdict in a list.
  static var verdicts: [Column] {
    [
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.directory) },
      Column("external id") { .text($0.externalID) },
      Column("reason") { .text($0.verdict.reason.name) },
      Column("last activity") { $0.verdict.lastActivity.cell },
      Column("source") { .text($0.verdict.lastActivity.origin) },
      Column("actionable") { .flag($0.verdict.isActionable) },
      Column("explanation") { .text($0.verdict.explanation) },
    ]
  }

  /// A candidate at the end of an analysis.
  static var candidates: [Column] {
    verdicts.filter { ["username", "reason", "last activity", "source"].contains($0.title) }
  }
}

extension Column where Row == (reason: Reason, count: Int) {
  /// How many users have a reason.
  static var reasonCounts: [Column] {
    [
      Column("reason") { .text($0.reason.name) },
      Column("users") { .number($0.count) },
    ]
  }
}

extension Column where Row == Explanation {
  /// What today's policy makes of one user.
  static var explanation: [Column] {
    [
      Column("username") { .text($0.user.username) },
      Column("directory") { .text($0.user.directory) },
      Column("decision") { .text($0.verdict.reason.isCandidate ? "CANDIDATE" : "KEPT") },
      Column("reason") { .text($0.verdict.reason.name) },
      Column("because") { .text($0.verdict.explanation) },
      Column("last activity") { $0.verdict.lastActivity.cell },
      Column("source") { .text($0.verdict.lastActivity.origin) },
      Column("cutoff") { .moment($0.cutoff) },
      Column("observation") { .text($0.observation?.explanation ?? "") },
      Column("policy revision") { .number(Int($0.policyRevision)) },
    ]
  }
}

extension Column where Row == RuleTried {
  /// One rule of an explanation.
  static var rules: [Column] {
    [
      Column("rule") { .text($0.reason.name) },
      Column("matched") { .text($0.isDecisive ? "DECIDED" : $0.isMatch ? "yes" : "no") },
      Column("fact") { .text($0.fact) },
    ]
  }
}
