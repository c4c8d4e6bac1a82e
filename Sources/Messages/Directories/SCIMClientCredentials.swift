internal import CMessages
internal import Cleanup
internal import Protobuf

/// OAuth 2.0 client credentials as they travel.
package struct SCIMClientCredentials: DefaultedMessage {
  /// Where tokens are given out.
  package var tokenURL = ""
  /// Id of the client.
  package var clientID = ""
  /// The scope to ask for; empty for none.
  package var scope = ""

  package init() {}

  /// Those of an authentication; nil for a bearer token.
  init?(_ authentication: SCIMSettings.Authentication) {
    switch authentication {
    case .bearer: return nil
    case .clientCredentials(let tokenURL, let clientID, let scope):
      (self.tokenURL, self.clientID, self.scope) = (tokenURL, clientID, scope)
    }
  }

  /// The authentication by them.
  var authentication: SCIMSettings.Authentication {
    .clientCredentials(tokenURL: tokenURL, clientID: clientID, scope: scope)
  }
}

extension SCIMClientCredentials: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SCIMClientCredentials> {
    dormouse__v1__scimclient_credentials__init
  }

  mutating func map(_ c: inout Dormouse__V1__SCIMClientCredentials, _ coder: inout WireCoder) {
    coder.text(&tokenURL, &c.token_url)
    coder.text(&clientID, &c.client_id)
    coder.text(&scope, &c.scope)
  }
}
