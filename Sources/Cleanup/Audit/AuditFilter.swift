/// Which events of the audit are wanted; what is empty or nil lets all through.
package struct AuditFilter: Hashable, Sendable {
  /// An action such as `policy.configured`, or the first part of some, such as `policy`.
  package var kind: String
  /// Name or id of the token of whoever acted.
  package var actor: String
  /// Directory and id of the user whom it was done to.
  package var user: UserRef?
  /// Not before.
  package var start: Moment?
  /// Before.
  package var end: Moment?

  /// A filter.
  package init(
    kind: String = "", actor: String = "", user: UserRef? = nil, start: Moment? = nil,
    end: Moment? = nil
  ) {
    self.kind = kind
    self.actor = actor
    self.user = user
    self.start = start
    self.end = end
  }
}
