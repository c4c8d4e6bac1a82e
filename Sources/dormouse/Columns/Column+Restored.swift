internal import Cleanup
internal import Messages

extension Column where Row == RestoreTenantResponse {
  /// What became of a backup.
  static var restored: [Column] {
    [
      Column("name") { .text($0.tenant.name) },
      Column("id") { .text($0.tenant.id.description) },
      Column("created") { .flag($0.isNew) },
      Column("backup schema") { .number($0.backupSchemaVersion) },
      Column("tokens dropped") { .number($0.droppedTokens) },
      Column("schedule switched off") { .flag($0.isScheduleSwitchedOff) },
      Column("run cancelled") { .text($0.cancelledRunID) },
      Column("etag") { .text($0.tenant.etag) },
    ]
  }
}
