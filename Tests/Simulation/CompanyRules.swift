package import Cleanup

/// How the company has its accounts cleaned up.
package enum CompanyRules {
  /// Days without activity after which somebody is put to sleep.
  package static let inactiveAfterDays = 45
  /// Days of July, which do not count.
  package static let uncounted = DateRange(firstDate: "2026-07-01", lastDate: "2026-07-31")
  /// Days around Christmas on which nothing starts.
  package static let pause = DateRange(firstDate: "2026-12-20", lastDate: "2026-12-31")
  static let directory = "staff"
  static let administrators = "administrators"
  static let services = "service-accounts"
  static let excepted = "robots"
  static let timeZone = "Europe/Oslo"

  static var policy: Policy {
    Policy(
      action: .deactivate, inactiveAfterDays: inactiveAfterDays,
      exceptions: PolicyExceptions(groups: [excepted]),
      cleanNeverLoggedInAfterDays: 60, minimumAccountAgeDays: 14,
      protection: AdminProtection(adminGroups: [administrators], minAdmins: 1),
      calendar: CleanupCalendar(timeZone: timeZone, pauses: [pause], uncounted: [uncounted]))
  }

  /// Each night at a time that one night of the year does not have, and another twice.
  package static var schedule: Schedule {
    Schedule(
      recurrence: .days(1, at: TimeOfDay(hour: 2, minute: 30)), timeZone: timeZone,
      startTime: Year.start)
  }

  static var provisioning: Provisioning {
    Provisioning(directories: [DirectoryProvisioning(directory: directory, createsUsers: true)])
  }
}
