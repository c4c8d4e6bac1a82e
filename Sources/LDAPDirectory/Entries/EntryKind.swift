/// What an entry is taken for.
enum EntryKind: Hashable, Sendable {
  case user
  case group

  /// A word for people.
  var word: String {
    switch self {
    case .user: "user"
    case .group: "group"
    }
  }

  /// The setting that chooses such entries.
  var filterField: String {
    switch self {
    case .user: "user_filter"
    case .group: "group_filter"
    }
  }

  /// The setting that says below what such entries are.
  var baseField: String {
    switch self {
    case .user: "user_base"
    case .group: "group_base"
    }
  }
}
