/// What was done at a login.
package struct LoginAnswer: Hashable, Sendable, Codable {
  /// What became of it as a whole.
  package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// The account is open, and nothing was kept from the user.
    case letIn = "LET_IN"
    /// What cleanup did was taken back.
    case woken = "WOKEN"
    /// An account was created.
    case created = "CREATED"
    /// The user cannot work; the obstacles say why.
    case refused = "REFUSED"
  }

  /// What became of it.
  package var outcome: Outcome
  /// The user, by external id; nil when there is none.
  package var user: UserRef?
  /// Username of the user; empty when there is none.
  package var username: String
  /// Whether the account is open now.
  package var isActive: Bool
  /// What was done, in order.
  package var effects: [LoginEffect]
  /// What was not done.
  package var obstacles: [LoginObstacle]

  /// An answer.
  package init(
    outcome: Outcome, user: UserRef? = nil, username: String = "", isActive: Bool = false,
    effects: [LoginEffect] = [], obstacles: [LoginObstacle] = []
  ) {
    self.outcome = outcome
    self.user = user
    self.username = username
    self.isActive = isActive
    self.effects = effects
    self.obstacles = obstacles
  }
}
