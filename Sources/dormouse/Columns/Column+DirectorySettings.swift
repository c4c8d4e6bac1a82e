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
    ]
  }

  /// A directory by itself.
  static var directory: [Column] {
    directories + [
      Column("can do") { .list($0.capabilities.names) },
      Column("created") { .moment($0.createdAt) },
      Column("etag") { .text($0.etag) },
    ]
  }
}

extension DirectoryCapabilities {
  /// What the directory can do, in words.
  fileprivate var names: [String] {
    [
      (deactivate, "deactivate"), (editGroups, "edit groups"), (createUsers, "create users"),
      (reportActivity, "report activity"), (nestedGroups, "nested groups"),
    ].filter(\.0).map(\.1)
  }
}
