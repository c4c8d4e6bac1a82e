internal import Cleanup

extension Column where Row == StoredPolicy {
  /// A policy by itself.
  static var policy: [Column] { rules + limits + storage }

  private static var rules: [Column] {
    [
      Column("action") { .text($0.policy.action.effect.rawValue) },
      Column("group") { .text($0.policy.action.group ?? "") },
      Column("inactive after days") { .number($0.policy.inactiveAfterDays) },
      Column("scope directories") { .list($0.policy.scope.directories) },
      Column("scope groups") { .list($0.policy.scope.groups) },
      Column("excluded groups") { .list($0.policy.exceptions.groups) },
      Column("excluded directories") { .list($0.policy.exceptions.directories) },
      Column("excluded users") { .list($0.policy.exceptions.users.map(\.label)) },
      Column("excluded patterns") { .list($0.policy.exceptions.usernamePatterns) },
      Column("never logged in") {
        .text($0.policy.cleanNeverLoggedInAfterDays.map { "clean after \($0) days" } ?? "keep")
      },
      Column("minimum age days") { .number($0.policy.minimumAccountAgeDays) },
      Column("grace days") { .number($0.policy.effectiveGraceDays) },
      Column("counted signals") {
        $0.policy.countedSignals.isEmpty
          ? .text("all") : .list($0.policy.countedSignals.map(\.name).sorted())
      },
    ]
  }

  private static var limits: [Column] {
    [
      Column("max percent") { .number($0.policy.safetyLimits.effectiveMaxPercent) },
      Column("max users") {
        $0.policy.safetyLimits.maxUsers.map(Cell.number) ?? .text("none")
      },
      Column("admin groups") { .list($0.policy.protection.adminGroups) },
      Column("min admins") { .number($0.policy.protection.effectiveMinAdmins) },
      Column("time zone") {
        .text($0.policy.calendar.timeZone.isEmpty ? "UTC" : $0.policy.calendar.timeZone)
      },
      Column("pauses") { .list($0.policy.calendar.pauses.map(\.text)) },
      Column("uncounted days") { .list($0.policy.calendar.uncounted.map(\.text)) },
      Column("analysis hours") {
        .number($0.policy.analysisTTLHours ?? Policy.defaultAnalysisTTLHours)
      },
    ]
  }

  private static var storage: [Column] {
    [
      Column("revision") { .number(Int($0.revision)) },
      Column("updated") { .moment($0.updatedAt) },
      Column("updated by") { .text($0.updatedBy) },
      Column("etag") { .text($0.etag) },
    ]
  }
}

extension DateRange {
  /// The days as the command line writes them.
  fileprivate var text: String {
    (lastDate.isEmpty ? firstDate : "\(firstDate)..\(lastDate)") + (name.isEmpty ? "" : "=\(name)")
  }
}
