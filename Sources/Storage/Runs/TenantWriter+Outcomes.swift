package import Cleanup

extension TenantWriter {
  /// Stores outcomes behind those that a run has, which gives them their sequence numbers, and keeps the
  /// run's counts. `.conflict` when a user has an outcome in the run already.
  ///
  /// - Returns: the counts of the new ones.
  @discardableResult
  package func appendOutcomes(
    _ outcomes: inout [Outcome], toRun id: String
  ) throws(StorageError) -> OutcomeCounts {
    let found = try connection.first(
      """
      SELECT number, (SELECT ifnull(max(sequence), 0) FROM outcomes WHERE run = runs.number)
      FROM runs WHERE id = ?
      """, id
    ) { (run: $0[0] as Int64, last: $0[1] as Int64) }
    guard let found else { throw StorageError(.notFound, "the run is not stored") }
    var counts = OutcomeCounts()
    for index in outcomes.indices {
      outcomes[index].sequence = found.last + Int64(index) + 1
      try insert(outcomes[index], intoRun: found.run)
      counts.count(outcomes[index].result)
    }
    try connection.run(
      """
      UPDATE runs SET done = done + ?, skipped = skipped + ?, failed = failed + ?,
        manual = manual + ?
      WHERE number = ?
      """, counts.done, counts.skipped, counts.failed, counts.manual, found.run)
    return counts
  }

  private func insert(_ outcome: Outcome, intoRun run: Int64) throws(StorageError) {
    let activity = StoredActivity(outcome.lastActivity)
    try connection.run(
      """
      INSERT INTO outcomes
        (run, sequence, user_id, directory, external_id, username, result, code, message, effect,
         group_name, time, activity_rank, activity_time, activity_kind, activity_source,
         activity_granularity_seconds, is_recovered)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) {
      $0.add(run)
      $0.add(outcome.sequence)
      $0.add(outcome.user?.rawValue)
      $0.add(outcome.directory)
      $0.add(outcome.externalID)
      $0.add(outcome.username)
      $0.add(outcome.result.rawValue)
      $0.add(outcome.code?.rawValue)
      $0.add(outcome.message)
      $0.add(outcome.effect.rawValue)
      $0.add(outcome.group)
      $0.add(outcome.time.microseconds)
      $0.add(activity.rank)
      $0.add(activity.time)
      $0.add(activity.kind)
      $0.add(activity.source)
      $0.add(activity.granularitySeconds)
      $0.add(outcome.isRecovered)
    }
  }
}
