internal import Cleanup
internal import Testing

@Suite("Updates of a policy")
struct PolicyUpdateTests {
  private static let old = Policy(action: .deactivate, inactiveAfterDays: 90)
  /// Differs from `old` in everything that a field can name.
  private static let new = Policy(
    action: .removeFromGroup("seats"), inactiveAfterDays: 180,
    scope: PolicyScope(directories: ["d"], groups: ["g"]),
    exceptions: PolicyExceptions(
      groups: ["x"], directories: ["y"], users: [UserRef(username: "u")],
      usernamePatterns: ["svc-*"]),
    cleanNeverLoggedInAfterDays: 30, minimumAccountAgeDays: 7, graceAfterReactivationDays: 14,
    countedSignals: [.ssoLogin], safetyLimits: SafetyLimits(maxPercent: 10, maxUsers: 100),
    protection: AdminProtection(adminGroups: ["admins"], minAdmins: 2),
    calendar: CleanupCalendar(
      timeZone: "Europe/Oslo", pauses: [DateRange(firstDate: "2020-07-01")],
      uncounted: [DateRange(firstDate: "2020-12-24")]),
    analysisTTLHours: 48)

  /// What each field alone makes of `old`, written out.
  private static func expected(_ field: PolicyField) -> Policy {
    var policy = old
    switch field {
    case .action, .group: policy.action = .removeFromGroup("seats")
    case .inactiveAfterDays: policy.inactiveAfterDays = 180
    case .scope: policy.scope = new.scope
    case .scopeDirectories: policy.scope.directories = ["d"]
    case .scopeGroups: policy.scope.groups = ["g"]
    case .exceptions: policy.exceptions = new.exceptions
    case .exceptionGroups: policy.exceptions.groups = ["x"]
    case .exceptionDirectories: policy.exceptions.directories = ["y"]
    case .exceptionUsers: policy.exceptions.users = [UserRef(username: "u")]
    case .exceptionPatterns: policy.exceptions.usernamePatterns = ["svc-*"]
    case .neverLoggedIn: policy.cleanNeverLoggedInAfterDays = 30
    case .minimumAccountAgeDays: policy.minimumAccountAgeDays = 7
    case .graceAfterReactivationDays: policy.graceAfterReactivationDays = 14
    case .countedSignals: policy.countedSignals = [.ssoLogin]
    case .safetyLimits: policy.safetyLimits = SafetyLimits(maxPercent: 10, maxUsers: 100)
    case .maxPercent: policy.safetyLimits.maxPercent = 10
    case .maxUsers: policy.safetyLimits.maxUsers = 100
    case .protection: policy.protection = new.protection
    case .adminGroups: policy.protection.adminGroups = ["admins"]
    case .minAdmins: policy.protection.minAdmins = 2
    case .calendar: policy.calendar = new.calendar
    case .timeZone: policy.calendar.timeZone = "Europe/Oslo"
    case .pauses: policy.calendar.pauses = new.calendar.pauses
    case .uncounted: policy.calendar.uncounted = new.calendar.uncounted
    case .analysisTTLHours: policy.analysisTTLHours = 48
    }
    return policy
  }

  @Test("Each field takes exactly what it names", arguments: PolicyField.allCases)
  func single(field: PolicyField) {
    let updated = Self.old.updating([field], from: Self.new)
    #expect(updated == Self.expected(field))
    #expect(updated != Self.old)
    // Back again: what is named and absent goes back to its default.
    #expect(updated.updating([field], from: Self.old) == Self.old)
  }

  @Test("All fields together take everything, none take nothing")
  func all() {
    #expect(Self.old.updating(PolicyField.allCases, from: Self.new) == Self.new)
    #expect(Self.old.updating([], from: Self.new) == Self.old)
  }

  @Test("The effective values are the defaults until they are set")
  func defaults() {
    #expect(Self.old.effectiveSignals == Set(ActivityKind.allCases))
    #expect(Self.new.effectiveSignals == [.ssoLogin])
    #expect(Self.old.effectiveGraceDays == 90)
    #expect(Self.new.effectiveGraceDays == 14)
    #expect(Self.old.analysisTTLSeconds == 86_400)
    #expect(Self.old.protection.effectiveMinAdmins == 1)
  }
}
