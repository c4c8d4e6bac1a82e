internal import Cleanup

extension Column where Row == Group {
  /// A group in a list.
  static var groups: [Column] {
    [
      Column("name") { .text($0.name) },
      Column("directory") { .text($0.directory) },
      Column("members") { .number($0.memberCount) },
      Column("parents") { .list($0.parents) },
      Column("external id") { .text($0.externalID) },
    ]
  }
}
