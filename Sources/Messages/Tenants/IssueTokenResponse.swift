internal import CMessages
package import Cleanup
internal import Protobuf

/// A new token with its secret.
package struct IssueTokenResponse: WireMessage, Hashable {
  /// The token.
  package var token: AccessToken
  /// What goes behind `Bearer `; empty in the answer to a repeat, and for a client's name.
  package var secret: String

  /// A token, and its secret unless this answers a repeat.
  package init(token: AccessToken, secret: String) {
    self.token = token
    self.secret = secret
  }
}

extension IssueTokenResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__IssueTokenResponse> {
    dormouse__v1__issue_token_response__init
  }
  static var blank: IssueTokenResponse { IssueTokenResponse(token: .blank, secret: "") }

  mutating func map(_ c: inout Dormouse__V1__IssueTokenResponse, _ coder: inout WireCoder) {
    coder.message("token", &token, &c.token)
    coder.text(&secret, &c.secret)
  }
}
