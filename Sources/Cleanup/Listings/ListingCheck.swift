/// Compares a complete listing of a directory with the last good one.
package struct ListingCheck: Hashable, Sendable, Codable {
  /// By so many percentage points the share of users without a last login may rise.
  package static let maxLoginlessRise = 20

  /// What looks wrong with a listing.
  package enum Defect: Hashable, Sendable {
    /// It has fewer users by more than the policy's safety limit.
    case shrank
    /// The share of users without a last login rose by more than `maxLoginlessRise` points.
    case lostLogins
  }

  /// What the last good one had.
  package var accepted: ListingFigures
  /// What this one has.
  package var listing: ListingFigures
  /// By how many per cent the number of users may fall.
  package var maxPercent: Int

  /// A listing beside the last good one.
  package init(accepted: ListingFigures, listing: ListingFigures, maxPercent: Int) {
    self.accepted = accepted
    self.listing = listing
    self.maxPercent = maxPercent
  }

  /// Everything that looks wrong; empty for a good listing.
  package var defects: [Defect] {
    var found: [Defect] = []
    let lost = accepted.users - listing.users
    if lost * 100 > maxPercent * accepted.users { found.append(.shrank) }
    // Shares are compared without rounding: new / listed - old / listed > rise / 100.
    let (old, new) = (accepted, listing)
    let rise = new.withoutLogin * old.listed - old.withoutLogin * new.listed
    if rise * 100 > Self.maxLoginlessRise * new.listed * old.listed { found.append(.lostLogins) }
    return found
  }

  /// What looks wrong, for people, without a full stop; empty for a good listing.
  package var explanation: String {
    defects.map { defect in
      switch defect {
      case .shrank:
        "it has \(listing.users) users where \(accepted.users) were, and the limit of a loss is"
          + " \(maxPercent) per cent"
      case .lostLogins:
        "\(listing.withoutLoginPercent) per cent of its users have no last login where"
          + " \(accepted.withoutLoginPercent) per cent had none, and the limit of a rise is"
          + " \(Self.maxLoginlessRise) points"
      }
    }.joined(separator: "; ")
  }
}
