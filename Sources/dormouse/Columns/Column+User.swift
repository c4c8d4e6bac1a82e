internal import Cleanup

extension Column where Row == User {
  /// A user in a list.
  static var users: [Column] {
    [
      Column("username") { .text($0.username) },
      Column("directory") { .text($0.directory) },
      Column("external id") { .text($0.externalID) },
      Column("display name") { .text($0.displayName) },
      Column("active") { .flag($0.isActive) },
      Column("last activity") { $0.lastActivity.cell },
      Column("source") { .text($0.lastActivity.origin) },
      Column("shadowed by") { .text($0.shadowedBy) },
    ]
  }
}

extension Column where Row == UserDetails {
  /// A user by itself.
  static var user: [Column] {
    Column<User>.users.map { column in Column(column.title) { column.cell($0.user) } } + [
      Column("email") { .text($0.user.email) },
      Column("created") { .moment($0.user.createdAt) },
      Column("first seen") { .moment($0.user.firstSeenAt) },
      Column("reactivated") { .moment($0.user.reactivatedAt) },
    ]
  }
}

extension Column where Row == Membership {
  /// A membership of a user.
  static var memberships: [Column] {
    [
      Column("group") { .text($0.group) },
      Column("directory") { .text($0.directory) },
      Column("direct") { .flag($0.isDirect) },
      Column("path") { .text($0.path.joined(separator: " › ")) },
    ]
  }
}

extension Column where Row == ActivitySignal {
  /// A signal about a user.
  static var signals: [Column] {
    [
      Column("kind") { .text($0.kind.name) },
      Column("source") { .text($0.source) },
      Column("time") { $0.time == nil ? .text("never") : .moment($0.time) },
    ]
  }
}

extension Column where Row == Hold {
  /// An open hold of a user.
  static var holds: [Column] {
    [
      Column("effect") { .text($0.effect.rawValue) },
      Column("group") { .text($0.groupName) },
      Column("wakeable") { .flag($0.isWakeable) },
      Column("since") { .moment($0.createdAt) },
      Column("run") { .text($0.runID) },
    ]
  }
}
