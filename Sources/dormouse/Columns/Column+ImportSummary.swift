internal import Cleanup

extension Column where Row == ImportSummary {
  /// What an import changed.
  static var summary: [Column] {
    [
      Column("directory") { .text($0.directory) },
      Column("added") { .number($0.added) },
      Column("updated") { .number($0.updated) },
      Column("unchanged") { .number($0.unchanged) },
      Column("vanished") { .number($0.vanished) },
      Column("users") { .number($0.users) },
      Column("groups") { .number($0.groups) },
      Column("holds runs") { .flag($0.held != nil) },
      Column("undone at source") { .number($0.reverted) },
    ]
  }
}
