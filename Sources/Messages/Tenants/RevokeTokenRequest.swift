internal import CMessages
internal import Protobuf

/// Asks that a token end at once.
package struct RevokeTokenRequest: DefaultedMessage {
  /// Id of the token.
  package var id = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension RevokeTokenRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RevokeTokenRequest> {
    dormouse__v1__revoke_token_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__RevokeTokenRequest, _ coder: inout WireCoder) {
    coder.text(&id, &c.id)
    coder.text(&requestID, &c.request_id)
  }
}
