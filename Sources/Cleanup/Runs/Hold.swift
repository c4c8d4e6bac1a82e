/// What is kept of an effect so that it can be taken back.
package struct Hold: Hashable, Sendable {
  /// Immutable id.
  package var id: String
  /// The user's row.
  package var user: UserID
  /// What was done: `deactivate` or `removeFromGroup`.
  package var effect: Effect
  /// The group that was taken; nil for a deactivation.
  package var group: GroupID?
  /// Name of that group; empty for a deactivation.
  package var groupName: String
  /// Whether a login takes it back. False for a block by a person.
  package var isWakeable: Bool
  /// When the effect happened.
  package var createdAt: Moment
  /// The run that did it; empty for a manual action.
  package var runID: String

  /// A hold as stored.
  package init(
    id: String, user: UserID, effect: Effect, group: GroupID? = nil, groupName: String = "",
    isWakeable: Bool, createdAt: Moment, runID: String = ""
  ) {
    self.id = id
    self.user = user
    self.effect = effect
    self.group = group
    self.groupName = groupName
    self.isWakeable = isWakeable
    self.createdAt = createdAt
    self.runID = runID
  }
}
