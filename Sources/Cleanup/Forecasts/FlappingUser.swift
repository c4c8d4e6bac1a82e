/// Somebody whom runs clean and who keeps coming back.
package struct FlappingUser: Hashable, Sendable {
  /// Returns that make somebody flap.
  package static let fewestReturns = 2

  /// Name of the directory.
  package var directory: String
  /// Id in the directory.
  package var externalID: String
  /// Login name.
  package var username: String
  /// Name for people; may be empty.
  package var displayName: String
  /// How often the user was cleaned by a run and was back.
  package var returns: Int
  /// When the user was last back.
  package var lastReturn: Moment
  /// The lowest threshold, in days, that would have let the user be each time; nil when not even the
  /// highest would, or when it cannot be known.
  package var sparingDays: Int?

  /// A user who keeps coming back.
  package init(
    directory: String, externalID: String, username: String, displayName: String, returns: Int,
    lastReturn: Moment, sparingDays: Int? = nil
  ) {
    self.directory = directory
    self.externalID = externalID
    self.username = username
    self.displayName = displayName
    self.returns = returns
    self.lastReturn = lastReturn
    self.sparingDays = sparingDays
  }
}
