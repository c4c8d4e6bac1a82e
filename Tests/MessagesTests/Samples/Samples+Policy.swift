internal import Cleanup
internal import Messages

extension Samples {
  static let calendar = CleanupCalendar(
    timeZone: "Europe/Oslo",
    pauses: [DateRange(firstDate: "2026-12-20", lastDate: "2027-01-02", name: "Winter")],
    uncounted: [DateRange(firstDate: "2026-07-01", lastDate: "2026-07-31", name: "Summer")])

  static let settings = Policy(
    action: .removeFromGroup("members"), inactiveAfterDays: 180,
    scope: PolicyScope(directories: ["users"], groups: ["staff"]),
    exceptions: PolicyExceptions(
      groups: ["moderators"], directories: ["ldap"], users: [reference],
      usernamePatterns: ["svc-*"]),
    cleanNeverLoggedInAfterDays: 30, minimumAccountAgeDays: 14, graceAfterReactivationDays: 60,
    countedSignals: [.ssoLogin, .imported], safetyLimits: SafetyLimits(maxPercent: 5, maxUsers: 9),
    protection: AdminProtection(adminGroups: ["admins"], minAdmins: 2), calendar: calendar,
    analysisTTLHours: 48)

  static let storedPolicy = StoredPolicy(
    policy: settings, revision: 4, etag: "e3", updatedAt: time, updatedBy: "portal")

  static let policy: [any Sample] = [
    storedPolicy, settings.scope, settings.exceptions, settings.safetyLimits, settings.protection,
    calendar, calendar.pauses[0], GetPolicyRequest(), configure,
    ConfigureResponse(
      policy: storedPolicy,
      warnings: [FieldViolation(field: "exceptions.users[0]", description: "names nobody")]),
  ]

  static let configure: ConfigureRequest = {
    var request = ConfigureRequest(policy: settings, updateMask: PolicyField.allCases)
    request.etag = "e3"
    request.isValidateOnly = true
    request.requestID = "r"
    return request
  }()
}
