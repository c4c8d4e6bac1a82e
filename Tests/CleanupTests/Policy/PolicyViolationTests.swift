internal import Cleanup
internal import Testing

@Suite("Violations of a policy")
struct PolicyViolationTests {
  private func fields(_ change: (inout Policy) -> Void) -> [String] {
    var policy = Policy(action: .deactivate, inactiveAfterDays: 90)
    change(&policy)
    return policy.violations.map(\.field)
  }

  @Test("A sound policy has none")
  func sound() {
    #expect(fields { _ in } == [])
    #expect(
      fields {
        $0.action = .removeFromGroup("seats")
        $0.inactiveAfterDays = 3650
        $0.minimumAccountAgeDays = 3650
        $0.graceAfterReactivationDays = 0
        $0.cleanNeverLoggedInAfterDays = 1
        $0.safetyLimits = SafetyLimits(maxPercent: 0, maxUsers: 0)
        $0.calendar.timeZone = "America/Sao_Paulo"
        $0.calendar.pauses = [DateRange(firstDate: "2020-07-01", lastDate: "2020-07-01")]
        $0.analysisTTLHours = 720
      } == [])
  }

  @Test("Every bad field is named at once")
  func all() {
    let found = fields {
      $0.action = .removeFromGroup("")
      $0.inactiveAfterDays = 0
      $0.cleanNeverLoggedInAfterDays = 3651
      $0.minimumAccountAgeDays = -1
      $0.graceAfterReactivationDays = 4000
      $0.analysisTTLHours = 0
      $0.safetyLimits = SafetyLimits(maxPercent: 101, maxUsers: -1)
      $0.protection = AdminProtection(adminGroups: ["ok", ""], minAdmins: 0)
      $0.exceptions = PolicyExceptions(
        groups: [""], directories: ["a", ""],
        users: [UserRef(username: "ok"), UserRef(), UserRef(externalID: "7")],
        usernamePatterns: ["ok", String(repeating: "x", count: 257), ""])
      $0.scope = PolicyScope(directories: [""], groups: [""])
      $0.calendar = CleanupCalendar(
        timeZone: "Mars/Base", pauses: [DateRange(firstDate: "2020-07-02", lastDate: "2020-07-01")],
        uncounted: [DateRange(firstDate: "2020-02-30")])
    }
    #expect(
      Set(found) == [
        "group", "inactive_after_days", "never_logged_in.clean_after_days",
        "minimum_account_age_days", "grace_after_reactivation_days", "analysis_ttl_hours",
        "safety_limits.max_percent", "safety_limits.max_users", "protection.min_admins",
        "protection.admin_groups[1]", "exceptions.groups[0]", "exceptions.directories[1]",
        "exceptions.users[1]", "exceptions.users[2]", "exceptions.username_patterns[1]",
        "exceptions.username_patterns[2]", "scope.directories[0]", "scope.groups[0]",
        "calendar.time_zone", "calendar.pauses[0]", "calendar.uncounted[0]",
      ])
    #expect(found.count == Set(found).count)
  }

  @Test("Lists have a limit")
  func lists() {
    let many = Array(repeating: "x", count: 1001)
    #expect(fields { $0.exceptions.groups = many } == ["exceptions.groups"])
    #expect(
      fields { $0.exceptions.users = many.map { UserRef(username: $0) } } == ["exceptions.users"])
    #expect(
      fields { $0.calendar.pauses = many.map { _ in DateRange(firstDate: "2020-07-01") } }
        == ["calendar.pauses"])
  }

  @Test("A violation says what would be right, and can be moved into a message")
  func text() {
    var policy = Policy(action: .deactivate, inactiveAfterDays: 0)
    policy.exceptions.users = []
    #expect(
      policy.violations.map { $0.inside("policy") } == [
        FieldViolation(
          field: "policy.inactive_after_days", description: "must be 1 to 3650 days, not 0")
      ])
  }
}
