internal import Cleanup
internal import Foundation

extension TenantWriter {
  /// Makes a backup's database that of a tenant: nothing starts by itself, no token of it is good, no
  /// request of it counts as a repeat, a run that was at work is asked to stop, and indexes that an
  /// import left for its finish are made.
  func adopt(
    _ tenant: Tenant, files: TenantFiles, by name: String, at now: Moment
  ) throws(StorageError) -> RestoredTenant {
    var restored = RestoredTenant(
      tenant: tenant, backupSchemaVersion: 0, droppedTokens: 0, wasScheduled: false)
    // The backup may be of a moment at which the first import was under way.
    try BulkLoad.end(connection)
    try connection.run(
      "UPDATE meta SET tenant_id = ?, owner_epoch = ?", tenant.id.description, tenant.ownerEpoch)
    restored.droppedTokens = try connection.change("DELETE FROM tokens")
    try connection.run("DELETE FROM requests")
    try connection.run(
      "UPDATE runs SET log_file = ? || id || '.jsonl' WHERE log_file <> ''",
      "\(files.relativeLogs)/")
    if var stored = try reader.schedule(), stored.schedule.isOn {
      restored.wasScheduled = true
      stored.schedule.isOn = false
      stored.dueAt = nil
      stored.etag = Identifier.random()
      (stored.updatedAt, stored.updatedBy) = (now, name)
      try putSchedule(stored)
    }
    if let run = try reader.runningRun() {
      restored.stoppedRun = run.id
      _ = try requestCancel(ofRun: run.id, by: name, at: now)
    }
    // What else was being changed in remote directories at that moment, the next listing shows.
    try connection.run(
      "DELETE FROM intents WHERE run_id <> ?", restored.stoppedRun ?? "none")
    return restored
  }
}
