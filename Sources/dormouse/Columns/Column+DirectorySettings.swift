internal import Cleanup

extension Column where Row == DirectorySettings {
  /// A directory in a list.
  static var directories: [Column] {
    [
      Column("name") { .text($0.name) },
      Column("kind") { .text($0.kind.rawValue) },
      Column("position") { .number($0.position) },
      Column("users") { .number($0.userCount) },
      Column("groups") { .number($0.groupCount) },
      Column("complete") { .flag($0.isComplete) },
      Column("last import") { .moment($0.lastImportAt) },
      Column("activity") { .text($0.activitySource.rawValue) },
      Column("holds runs") { .flag($0.held != nil) },
    ]
  }

  /// A directory by itself.
  static var directory: [Column] {
    directories + [
      Column("can do") { .list($0.capabilities.names) },
      Column("observation") { .text($0.observation?.explanation ?? "") },
      Column("held") { .text($0.held?.explanation ?? "") },
      Column("held since") { .moment($0.held?.heldAt) },
      Column("created") { .moment($0.createdAt) },
      Column("etag") { .text($0.etag) },
    ] + remote
  }

  /// How it is reached, empty for an embedded one.
  private static var remote: [Column] {
    [
      Column("reached at") { .text($0.remote?.target ?? "") },
      Column("has secret") { .flag($0.hasSecret) },
      Column("failure") { .text($0.failure?.message ?? "") },
      Column("failed") { .moment($0.failure?.failedAt) },
    ]
  }
}

extension RemoteSettings {
  /// Where the directory is, for people.
  fileprivate var target: String {
    switch self {
    case .ldap(let settings):
      settings.port == 0 ? settings.host : "\(settings.host) port \(settings.port)"
    case .scim(let settings): settings.baseURL
    }
  }
}

extension DirectoryCapabilities {
  /// What the directory can do, in words.
  var names: [String] {
    [
      (deactivate, "deactivate"), (editGroups, "edit groups"), (createUsers, "create users"),
      (reportActivity, "report activity"), (nestedGroups, "nested groups"),
    ].filter(\.0).map(\.1)
  }
}
