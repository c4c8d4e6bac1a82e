internal import Directories

/// Whether groups call their members by the ids that users and groups have.
///
/// Some services call them by another name, and then nobody would be found to be in any group. Single
/// members that are unknown are none of that: they may be outside of what is listed.
struct MemberCheck {
  /// Most unknown members that are kept, since they may turn out to be groups.
  static let maxUnknown = 1000

  /// The users that were listed.
  private let users: SCIMPager
  private var isSomebodyKnown = false
  private var unknown: Set<ResourceMark> = []

  /// A check against the users of a list that is over.
  init(_ users: SCIMPager) {
    self.users = users
  }

  /// Looks at members of a group.
  mutating func note(_ ids: [String]) {
    for id in ids where !isSomebodyKnown {
      let mark = ResourceMark(id)
      isSomebodyKnown = users.contains(mark)
      if unknown.count < Self.maxUnknown { unknown.insert(mark) }
    }
  }

  /// Throws where there are members, and not one of them was listed.
  func finish(_ groups: SCIMPager) throws(DirectoryError) {
    guard !isSomebodyKnown, !unknown.isEmpty, !unknown.contains(where: groups.contains) else {
      return
    }
    throw .malformed(
      "The service lists groups with members, and none of them has the id of a user or a group: let it"
        + " name members by their ids, as SCIM has it, or set that no groups are listed.")
  }
}
