internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks for a new token.
package struct IssueTokenRequest: DefaultedMessage {
  /// Name for people.
  package var name = ""
  /// What it may do.
  package var role = Role.viewer
  /// When it ends; nil for never.
  package var expiresAt: Moment?
  /// Makes a repeat act once; the repeat's answer has no secret.
  package var requestID = ""
  /// Name in the certificate of the clients that it shall speak for; empty for a token with a
  /// secret.
  package var clientName = ""

  package init() {}
}

extension IssueTokenRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__IssueTokenRequest> {
    dormouse__v1__issue_token_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__IssueTokenRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.code("role", &role, &c.role)
    coder.moment("expire_time", &expiresAt, &c.expire_time)
    coder.text(&requestID, &c.request_id)
    coder.text(&clientName, &c.client_name)
  }
}
