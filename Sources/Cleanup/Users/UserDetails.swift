/// A user with everything that hangs on it.
package struct UserDetails: Hashable, Sendable {
  /// The user.
  package var user: User
  /// Direct groups first, then inherited ones, by name.
  package var memberships: [Membership]
  /// Every stored signal.
  package var signals: [ActivitySignal]
  /// Open holds, oldest first.
  package var holds: [Hold]

  /// A user with its memberships, signals and open holds.
  package init(
    user: User, memberships: [Membership], signals: [ActivitySignal], holds: [Hold]
  ) {
    self.user = user
    self.memberships = memberships
    self.signals = signals
    self.holds = holds
  }
}
