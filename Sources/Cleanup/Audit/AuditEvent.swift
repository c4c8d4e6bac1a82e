/// Who changed what, and when. Written in the transaction of the change itself.
package struct AuditEvent: Hashable, Sendable {
  /// When.
  package var time: Moment
  /// Who; nil for the service itself.
  package var caller: Caller?
  /// What was done, such as `policy.configured` or `user.deactivated`.
  package var action: String
  /// What it was done to, such as `user/users/4711`.
  package var subject: String
  /// The state before, as JSON; empty when there was none.
  package var before: String
  /// The state after, or further facts, as JSON; empty when there are none.
  package var after: String

  /// An event for the audit.
  package init(
    time: Moment, caller: Caller?, action: String, subject: String, before: String = "",
    after: String = ""
  ) {
    self.time = time
    self.caller = caller
    self.action = action
    self.subject = subject
    self.before = before
    self.after = after
  }

  /// How the audit calls a user.
  package static func subject(directory: String, externalID: String) -> String {
    "user/\(directory)/\(externalID)"
  }
}
