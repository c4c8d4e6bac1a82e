/// How one tenant stands, in short.
package struct FleetLine: Hashable, Sendable {
  /// The tenant, with the listings that hold its runs.
  package var tenant: Tenant
  /// Why nothing more is known, one sentence; empty where all is well.
  package var trouble: String
  /// What cleanup does; nil while no policy is set.
  package var policy: FleetPolicy?
  /// Whether a schedule is set and on.
  package var isScheduleOn: Bool
  /// When the next cleanup starts by itself; nil while the schedule is off.
  package var nextCleanup: Moment?
  /// Whether a start should have been by now, and was not.
  package var isOverdue: Bool
  /// What became of the schedule's last start; nil before the first.
  package var lastStart: ScheduledStart?
  /// The run that started last, of whatever kind; nil before the first.
  package var lastRun: FleetRun?
  /// Users whom cleanup runs put to sleep, of all runs; who came back counts too.
  package var seatsFreed: Int
  /// Users whom cleanup runs put to sleep and who sleep still.
  package var asleep: Int

  /// A tenant of which nothing is known beyond its name.
  package init(_ tenant: Tenant, trouble: String = "") {
    self.tenant = tenant
    self.trouble = trouble
    isScheduleOn = false
    isOverdue = false
    seatsFreed = 0
    asleep = 0
  }

  /// Whether a person must look at it: it cannot be read, its runs are held, its last run was refused or
  /// failed for somebody, or its schedule's last start was refused.
  package var isFailed: Bool {
    !trouble.isEmpty || !tenant.held.isEmpty || lastStart?.result == .refused
      || lastRun?.isFailed ?? false
  }
}
