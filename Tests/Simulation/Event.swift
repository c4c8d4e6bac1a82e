package import Cleanup

/// Something that happens in the company's year.
package struct Event: Sendable {
  /// What happens.
  package enum Kind: Sendable {
    /// People log in, and the gateway tells of it.
    case logins([Person])
    /// The directory is read whole.
    case listing
    /// The directory breaks off in the middle of a listing.
    case brokenListing
    /// The directory is read whole, and has forgotten when people logged in.
    case forgetfulListing
    /// An administrator closes an account by hand.
    case block(Person)
    /// A person is exempt until a moment.
    case exempt(Person, until: Moment)
    /// People log in, and nobody tells of it; whoever finds the account closed asks for it.
    case untoldLogins([Person])
    /// The latest run that cleaned somebody is taken back.
    case undo
    /// The machine's clock is wrong by so many seconds from now on.
    case clockIsOff(seconds: Int64)
  }

  /// When, by a clock that is right.
  package var time: Moment
  /// What happens.
  package var kind: Kind
}
