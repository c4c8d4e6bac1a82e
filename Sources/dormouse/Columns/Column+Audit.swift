internal import Cleanup

extension Column where Row == AuditRecord {
  /// An event of the audit.
  static var auditEvents: [Column] {
    [
      Column("sequence") { .number(Int($0.sequence)) },
      Column("time") { .moment($0.event.time) },
      Column("actor") { .text($0.event.caller?.tokenName ?? "service") },
      Column("role") { .text($0.event.caller?.role.rawValue ?? "") },
      Column("address") { .text($0.event.caller?.address ?? "") },
      Column("action") { .text($0.event.action) },
      Column("subject") { .text($0.event.subject) },
      Column("before") { .beginning($0.event.before) },
      Column("after") { .beginning($0.event.after) },
    ]
  }
}

extension Column where Row == AuditProof {
  /// How a check of the audit ended.
  static var auditProof: [Column] {
    [
      Column("events") { .number($0.count) },
      Column("head") { .text(AuditHeadArgument($0.head).text) },
      Column("holds") { .flag($0.firstBreak == nil) },
      Column("first break") { .text($0.firstBreak.map { String($0.sequence) } ?? "") },
      Column("what is wrong") { .text($0.firstBreak?.message ?? "") },
    ]
  }
}
