internal import Cleanup

extension Column where Row == Outcome {
  /// An outcome in a list.
  static var outcomes: [Column] {
    [
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.directory) },
      Column("external id") { .text($0.externalID) },
      Column("result") { .text($0.result.rawValue) },
      Column("reason") { .text($0.code?.rawValue ?? "") },
      Column("effect") { .text($0.effect.rawValue) },
      Column("group") { .text($0.group) },
      Column("last activity") { $0.lastActivity.cell },
      Column("time") { .moment($0.time) },
      Column("message") { .text($0.message) },
    ]
  }
}

extension Column where Row == Exemption {
  /// An exemption in a list.
  static var exemptions: [Column] {
    [
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.directory) },
      Column("until") { .moment($0.until) },
      Column("owner") { .text($0.owner) },
      Column("reason") { .text($0.reason) },
      Column("created") { .moment($0.createdAt) },
      Column("created by") { .text($0.createdBy) },
    ]
  }
}
