/// Something that a person does to users picked by hand.
package struct ManualAction: Hashable, Sendable {
  /// Most users of one action.
  package static let maxUsers = 1000
  /// Most bytes of a reason that a person gives.
  package static let maxReasonBytes = 500

  /// The users, each once.
  package var users: [UserRef]
  /// What is done.
  package var kind: ManualActionKind
  /// Why; kept in the audit.
  package var reason: String
  /// An analysis in which the users were candidates, so that a login wakes them; empty makes a block.
  package var analysisID: String
  /// Why exceptions are overridden; empty keeps them.
  package var overrideReason: String

  /// An action on users picked by hand.
  package init(
    users: [UserRef], kind: ManualActionKind, reason: String, analysisID: String = "",
    overrideReason: String = ""
  ) {
    self.users = users
    self.kind = kind
    self.reason = reason
    self.analysisID = analysisID
    self.overrideReason = overrideReason
  }
}
