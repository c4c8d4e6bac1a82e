internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of tokens without their secrets, oldest first.
package struct ListTokensResponse: DefaultedMessage {
  /// The tokens of this page, revoked ones too.
  package var tokens: [AccessToken] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""

  package init() {}
}

extension ListTokensResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListTokensResponse> {
    dormouse__v1__list_tokens_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListTokensResponse, _ coder: inout WireCoder) {
    coder.list("tokens", &tokens, &c.tokens, &c.n_tokens)
    coder.text(&nextPageToken, &c.next_page_token)
  }
}
