internal import Cleanup
internal import Directories

/// What became of a user's memberships in the groups that have one name.
struct TakenMemberships {
  /// Direct memberships that were taken.
  var taken: [GroupID] = []
  /// Direct memberships in groups of directories that cannot be changed.
  var left: [GroupID] = []
  /// Why a direct membership could not be taken, or why it is not known whether it was; nil for no failure.
  var failure: EffectFailure?
  /// Whether somebody else took a direct membership at the same moment.
  var isGoneAlready = false
  /// The way on which the user is still a member; empty for none.
  var way: [String] = []

  /// Why not everything was done; nil when nothing is left to do.
  var obstacle: Obstacle? {
    if let failure { return Obstacle(failure) }
    if taken.isEmpty, isGoneAlready {
      return Obstacle(.alreadyDone, "Somebody else took the membership at the same moment.")
    }
    return manual
  }

  /// Why only a person can do the rest; nil when nothing is left to do.
  private var manual: Obstacle? {
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
