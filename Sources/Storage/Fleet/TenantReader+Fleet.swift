package import Cleanup

extension TenantReader {
  /// How the tenant stands at a moment; a start counts as overdue once it is this many seconds late.
  package func fleetLine(
    of tenant: Tenant, at now: Moment, overdueAfterSeconds: Int64
  ) throws(StorageError) -> FleetLine {
    var line = FleetLine(tenant)
    line.tenant.held = try heldListings()
    let policy = try policy()
    line.policy = policy.map { FleetPolicy($0) }
    if let stored = try schedule() {
      line.isScheduleOn = stored.schedule.isOn
      line.nextCleanup = stored.nextCleanup(policy?.policy.calendar ?? CleanupCalendar())
      line.isOverdue = stored.isOverdue(at: now, tolerance: overdueAfterSeconds)
      line.lastStart = stored.last
    }
    line.lastRun = try lastFleetRun()
    line.seatsFreed = Int(
      try connection.number("SELECT ifnull(sum(done), 0) FROM runs WHERE kind = 'cleanup'"))
    line.asleep = Int(
      try connection.number(
        """
        SELECT count(DISTINCT user_id) FROM holds WHERE closed_at IS NULL AND run_id <> ''
          AND (NOT EXISTS (SELECT 1 FROM directories WHERE generation < 0)
            OR user_id IN (SELECT u.id FROM users u
              JOIN directories d ON d.id = u.directory_id WHERE d.generation >= 0))
        """))
    return line
  }

  private func lastFleetRun() throws(StorageError) -> FleetRun? {
    try connection.first(
      """
      SELECT id, kind, state, trigger, started_at, ended_at, candidates, refusal,
        done, skipped, failed, manual
      FROM runs ORDER BY number DESC LIMIT 1
      """
    ) { row throws(StorageError) in
      FleetRun(
        id: row[0], kind: try row.value(1), state: try row.value(2), trigger: try row.value(3),
        startedAt: row.moment(4), endedAt: row.optionalMoment(5), candidates: row[6],
        counts: RunRow.counts(row, at: 8), refusal: row[7])
    }
  }
}
