internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that one thing be done to users picked by hand.
package struct ManualActionRequest: WireMessage, Hashable {
  /// What is done to whom, and why.
  package var action: ManualAction
  /// Makes a repeat act once; empty for none.
  package var requestID: String
  /// Answers what would happen, but does nothing.
  package var isValidateOnly: Bool

  /// An action, done once per request id.
  package init(action: ManualAction, requestID: String = "", isValidateOnly: Bool = false) {
    self.action = action
    self.requestID = requestID
    self.isValidateOnly = isValidateOnly
  }
}

extension ManualActionRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ManualActionRequest> {
    dormouse__v1__manual_action_request__init
  }
  static var blank: ManualActionRequest {
    ManualActionRequest(action: ManualAction(users: [], kind: .deactivate, reason: ""))
  }

  mutating func map(_ c: inout Dormouse__V1__ManualActionRequest, _ coder: inout WireCoder) {
    coder.list("users", &action.users, &c.users, &c.n_users)
    mapKind(&c, &coder)
    coder.text(&action.reason, &c.reason)
    coder.text(&requestID, &c.request_id)
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&action.analysisID, &c.analysis_id)
    coder.text(&action.overrideReason, &c.override_reason)
  }

  private mutating func mapKind(
    _ c: inout Dormouse__V1__ManualActionRequest, _ coder: inout WireCoder
  ) {
    var effect = action.kind.effect
    var parts = ManualActionParts(action.kind)
    coder.code("action", &effect, &c.action)
    coder.text(&parts.group, &c.group)
    coder.moment("until_time", &parts.until, &c.until_time)
    coder.text(&parts.owner, &c.owner)
    if coder.isReading, c.action != DORMOUSE__V1__MANUAL_ACTION_KIND__CODE__UNSPECIFIED {
      action.kind = parts.kind(effect, &coder)
    }
  }
}

extension Effect: WireCode {
  static let wireOrder: [Effect] = [
    .deactivate, .reactivate, .removeFromGroup, .addToGroup, .exempt, .restore,
  ]
}
