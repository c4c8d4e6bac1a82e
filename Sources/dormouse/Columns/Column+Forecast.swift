internal import Cleanup

extension Column where Row == DueUser {
  /// A user who falls due.
  static var dueUsers: [Column] {
    [Column("date") { .text($0.date) }]
      + Column<UserVerdict>.verdicts.filter { $0.title != "explanation" }.map { column in
        Column(column.title) { column.cell($0.verdict) }
      }
  }
}

extension Column where Row == FlappingUser {
  /// A user who keeps coming back.
  static var flappingUsers: [Column] {
    [
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.directory) },
      Column("returns") { .number($0.returns) },
      Column("last return") { .moment($0.lastReturn) },
      Column("spared after") {
        $0.sparingDays.map { .text("\($0) days") } ?? .text("-")
      },
    ]
  }
}
