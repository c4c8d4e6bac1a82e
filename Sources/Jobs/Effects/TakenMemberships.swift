internal import Cleanup

/// What became of a user's memberships in the groups that have one name.
struct TakenMemberships {
  /// Direct memberships that were taken.
  var taken: [GroupID] = []
  /// Direct memberships in groups of directories that cannot be changed.
  var left: [GroupID] = []
  /// The way on which the user is still a member; empty for none.
  var way: [String] = []

  /// Why only a person can do the rest; nil when nothing is left to do.
  var manual: Obstacle? {
    if taken.isEmpty {
      return left.isEmpty ? inheritedOnly : Self.readOnly
    }
    if !way.isEmpty {
      return Obstacle(
        .inheritedMembership,
        "The direct membership was taken; the user is still a member through \(shownWay).")
    }
    if left.isEmpty { return nil }
    return Obstacle(
      .readOnlyDirectory,
      "A membership was taken; another is in a directory that cannot be changed from here:"
        + " change it at its source.")
  }

  /// What is said of a user whose directory cannot be changed.
  static let readOnly = Obstacle(
    .readOnlyDirectory,
    "The directory cannot be changed from here: change the user at its source.")

  private var inheritedOnly: Obstacle? {
    if way.isEmpty { return nil }
    return Obstacle(
      .inheritedMembership,
      "Only an inherited member (\(shownWay)): change that group at its source.")
  }

  private var shownWay: String { way.joined(separator: " › ") }
}
