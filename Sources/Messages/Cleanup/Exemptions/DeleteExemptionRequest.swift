internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that a user's exemption end.
package struct DeleteExemptionRequest: DefaultedMessage {
  /// The user.
  package var user = UserRef()
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension DeleteExemptionRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteExemptionRequest> {
    dormouse__v1__delete_exemption_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteExemptionRequest, _ coder: inout WireCoder) {
    coder.message("user", &user, &c.user)
    coder.text(&requestID, &c.request_id)
  }
}
