package import Cleanup

extension TenantWriter {
  /// Stores a new run, or one that was refused. `.conflict` while another is at work.
  package func createRun(_ run: Run, by starter: Caller? = nil) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO runs
        (id, kind, state, trigger, started_by, started_at, analysis_id, policy, policy_revision,
         policy_etag, policy_updated_at, policy_updated_by, candidates, done, skipped, failed,
         manual, override_reason, cancelled_by, log_file, undoes, ended_at,
         refusal, starter_id, starter_role, starter_address)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, '', '', ?, ?, ?, ?, ?, ?)
      """, run.id, run.kind.rawValue, run.state.rawValue, run.trigger.rawValue, run.startedBy,
      run.startedAt.microseconds, run.analysisID, try StoredJSON.encode(run.policy.policy),
      run.policy.revision, run.policy.etag, run.policy.updatedAt.microseconds,
      run.policy.updatedBy, run.candidates, run.overrideReason, run.undoes,
      run.endedAt?.microseconds, run.refusal, starter?.tokenID, starter?.role.rawValue,
      starter?.address)
  }

  /// Asks a run that is at work to stop. False when it has ended or was asked before.
  package func requestCancel(
    ofRun id: String, by name: String, at now: Moment
  ) throws(StorageError) -> Bool {
    try connection.change(
      """
      UPDATE runs SET cancelled_by = ?, cancel_requested_at = ?
      WHERE id = ? AND state = 'running' AND cancel_requested_at IS NULL
      """, name, now.microseconds, id) > 0
  }

  /// Ends a run that is at work.
  package func finishRun(
    _ id: String, state: Run.State, at now: Moment
  ) throws(StorageError) -> Run {
    try connection.run(
      "UPDATE runs SET state = ?, ended_at = ? WHERE id = ? AND state = 'running'",
      state.rawValue, now.microseconds, id)
    guard let run = try reader.run(id) else {
      throw StorageError(.notFound, "the run is not stored")
    }
    return run
  }

  /// Remembers where a run's log file is.
  package func setLogFile(_ path: String, ofRun id: String) throws(StorageError) {
    try connection.run("UPDATE runs SET log_file = ? WHERE id = ?", path, id)
  }
}
