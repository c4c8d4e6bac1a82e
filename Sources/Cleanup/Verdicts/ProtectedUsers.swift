/// Chooses the administrators who are always left.
package enum ProtectedUsers {
  /// A member of an admin group, direct or nested, with what the order needs.
  package struct Member: Hashable, Sendable {
    /// The user.
    package var id: UserID
    /// Last counted activity.
    package var lastActivity: LastActivity
    /// Position of the user's directory.
    package var directoryPosition: Int
    /// The user's id in the directory.
    package var externalID: String

    /// An active, unshadowed member of an admin group.
    package init(
      id: UserID, lastActivity: LastActivity, directoryPosition: Int, externalID: String
    ) {
      self.id = id
      self.lastActivity = lastActivity
      self.directoryPosition = directoryPosition
      self.externalID = externalID
    }
  }

  /// The first `count` members: latest active first, then unknown, then never; ties go by directory
  /// position and external id.
  package static func first(_ count: Int, of members: [Member]) -> [UserID] {
    members.sorted(by: precedes).prefix(count).map(\.id)
  }

  private static func precedes(_ left: Member, _ right: Member) -> Bool {
    let order = (rank(left.lastActivity), rank(right.lastActivity))
    if order.0 != order.1 { return order.0 > order.1 }
    if left.directoryPosition != right.directoryPosition {
      return left.directoryPosition < right.directoryPosition
    }
    return left.externalID < right.externalID
  }

  private static func rank(_ activity: LastActivity) -> Int64 {
    switch activity {
    case .known: activity.time?.microseconds ?? Moment.earliest.microseconds
    case .unknown: Int64.min + 1
    case .never: Int64.min
    }
  }
}
