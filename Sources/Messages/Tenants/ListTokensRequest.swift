internal import CMessages
internal import Protobuf

/// Asks for a page of tokens.
package struct ListTokensRequest: DefaultedMessage {
  /// Most tokens in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""

  package init() {}
}

extension ListTokensRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListTokensRequest> {
    dormouse__v1__list_tokens_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListTokensRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
  }
}
