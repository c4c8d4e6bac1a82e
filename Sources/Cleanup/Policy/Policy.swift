/// A tenant's cleanup settings.
///
/// Limits that are not set are nil, which is not zero; `effective…` gives the value in force.
package struct Policy: Hashable, Sendable, Codable {
  /// What is done to a candidate.
  package var action: CleanupAction
  /// Days without activity after which somebody is inactive.
  package var inactiveAfterDays: Int
  /// Who is looked at.
  package var scope: PolicyScope
  /// Who is never touched.
  package var exceptions: PolicyExceptions
  /// Days after creation at which somebody who never logged in is a candidate; nil keeps them.
  package var cleanNeverLoggedInAfterDays: Int?
  /// Accounts younger than this many days are kept.
  package var minimumAccountAgeDays: Int
  /// Days for which a reactivated user is kept; nil means `inactiveAfterDays`.
  package var graceAfterReactivationDays: Int?
  /// Kinds of signal that count as activity; empty means all.
  package var countedSignals: Set<ActivityKind>
  /// How much may be cleaned in 24 hours.
  package var safetyLimits: SafetyLimits
  /// Administrators who are always left.
  package var protection: AdminProtection
  /// Days that do not count, and pauses of scheduled runs.
  package var calendar: CleanupCalendar
  /// Hours after which an analysis can no longer be run; nil means `defaultAnalysisTTLHours`.
  package var analysisTTLHours: Int?

  /// A policy with defaults for everything but the action and the days.
  package init(
    action: CleanupAction, inactiveAfterDays: Int, scope: PolicyScope = PolicyScope(),
    exceptions: PolicyExceptions = PolicyExceptions(), cleanNeverLoggedInAfterDays: Int? = nil,
    minimumAccountAgeDays: Int = 0, graceAfterReactivationDays: Int? = nil,
    countedSignals: Set<ActivityKind> = [], safetyLimits: SafetyLimits = SafetyLimits(),
    protection: AdminProtection = AdminProtection(),
    calendar: CleanupCalendar = CleanupCalendar(), analysisTTLHours: Int? = nil
  ) {
    self.action = action
    self.inactiveAfterDays = inactiveAfterDays
    self.scope = scope
    self.exceptions = exceptions
    self.cleanNeverLoggedInAfterDays = cleanNeverLoggedInAfterDays
    self.minimumAccountAgeDays = minimumAccountAgeDays
    self.graceAfterReactivationDays = graceAfterReactivationDays
    self.countedSignals = countedSignals
    self.safetyLimits = safetyLimits
    self.protection = protection
    self.calendar = calendar
    self.analysisTTLHours = analysisTTLHours
  }

  /// The kinds of signal in force.
  package var effectiveSignals: Set<ActivityKind> {
    countedSignals.isEmpty ? Set(ActivityKind.allCases) : countedSignals
  }

  /// The grace after reactivation in force, in days.
  package var effectiveGraceDays: Int {
    graceAfterReactivationDays ?? inactiveAfterDays
  }

  /// How long an analysis can be run, in seconds.
  package var analysisTTLSeconds: Int64 {
    Int64(analysisTTLHours ?? Self.defaultAnalysisTTLHours) * 3600
  }
}
