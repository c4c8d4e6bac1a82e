package import Cleanup

/// What became of a backup.
package struct RestoredTenant: Hashable, Sendable {
  /// The tenant, as it is from now on.
  package var tenant: Tenant
  /// Version of the schema that the backup had.
  package var backupSchemaVersion: Int
  /// Tokens of the backup that were dropped.
  package var droppedTokens: Int
  /// Whether the backup's schedule was on.
  package var wasScheduled: Bool
  /// Id of the run that was at work when the backup was made, and that was asked to stop; nil for none.
  package var stoppedRun: String?
}
