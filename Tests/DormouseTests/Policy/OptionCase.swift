internal import Cleanup
internal import Testing

/// One option of `configure`, the field that it names, and what it makes of the policy.
struct OptionCase: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let field: PolicyField
  let check: @Sendable (Policy) -> Bool

  init(
    _ arguments: [String], _ field: PolicyField, _ check: @escaping @Sendable (Policy) -> Bool
  ) {
    self.arguments = arguments
    self.field = field
    self.check = check
  }

  var testDescription: String { arguments.joined(separator: " ") }

  /// Each option at least once.
  static let all: [OptionCase] = [
    OptionCase(["--deactivate"], .action) { $0.action == .deactivate },
    OptionCase(["--inactive-after", "90"], .inactiveAfterDays) { $0.inactiveAfterDays == 90 },
    OptionCase(["--never-logged-in", "30d"], .neverLoggedIn) {
      $0.cleanNeverLoggedInAfterDays == 30
    },
    OptionCase(["--never-logged-in", "keep"], .neverLoggedIn) {
      $0.cleanNeverLoggedInAfterDays == nil
    },
    OptionCase(["--min-age", "14d"], .minimumAccountAgeDays) { $0.minimumAccountAgeDays == 14 },
    OptionCase(["--grace", "7d"], .graceAfterReactivationDays) {
      $0.graceAfterReactivationDays == 7
    },
    OptionCase(["--grace", "default"], .graceAfterReactivationDays) {
      $0.graceAfterReactivationDays == nil
    },
    OptionCase(["--signal", "sso_login", "--signal", "import"], .countedSignals) {
      $0.countedSignals == [.ssoLogin, .imported]
    },
    OptionCase(["--scope-directory", "d"], .scopeDirectories) { $0.scope.directories == ["d"] },
    OptionCase(["--scope-group", "g"], .scopeGroups) { $0.scope.groups == ["g"] },
    OptionCase(["--exclude-directory", "d"], .exceptionDirectories) {
      $0.exceptions.directories == ["d"]
    },
    OptionCase(["--exclude-user", "users/ada"], .exceptionUsers) {
      $0.exceptions.users.map(\.label) == ["users/ada"]
    },
    OptionCase(["--exclude-pattern", "svc-*"], .exceptionPatterns) {
      $0.exceptions.usernamePatterns == ["svc-*"]
    },
    OptionCase(["--max-percent", "0"], .maxPercent) { $0.safetyLimits.maxPercent == 0 },
    OptionCase(["--max-percent", "default"], .maxPercent) { $0.safetyLimits.maxPercent == nil },
    OptionCase(["--max-users", "5"], .maxUsers) { $0.safetyLimits.maxUsers == 5 },
    OptionCase(["--max-users", "none"], .maxUsers) { $0.safetyLimits.maxUsers == nil },
    OptionCase(["--admin-group", "a"], .adminGroups) { $0.protection.adminGroups == ["a"] },
    OptionCase(["--min-admins", "3"], .minAdmins) { $0.protection.minAdmins == 3 },
    OptionCase(["--time-zone", "Europe/Oslo"], .timeZone) { $0.calendar.timeZone == "Europe/Oslo" },
    OptionCase(["--pause", "2026-07-01..2026-07-31"], .pauses) {
      $0.calendar.pauses.first?.lastDate == "2026-07-31"
    },
    OptionCase(["--uncounted", "2026-12-24=Yule"], .uncounted) {
      $0.calendar.uncounted.first?.name == "Yule"
    },
    OptionCase(["--analysis-ttl", "48h"], .analysisTTLHours) { $0.analysisTTLHours == 48 },
    OptionCase(["--clear", "exceptions.groups"], .exceptionGroups) { $0.exceptions.groups.isEmpty },
  ]
}
