internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of exemptions, those that end first first.
package struct ListExemptionsResponse: DefaultedMessage {
  /// The exemptions of this page.
  package var exemptions: [Exemption] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""

  package init() {}
}

extension ListExemptionsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListExemptionsResponse> {
    dormouse__v1__list_exemptions_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListExemptionsResponse, _ coder: inout WireCoder) {
    coder.list("exemptions", &exemptions, &c.exemptions, &c.n_exemptions)
    coder.text(&nextPageToken, &c.next_page_token)
  }
}
