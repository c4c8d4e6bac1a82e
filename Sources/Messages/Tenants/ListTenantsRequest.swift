internal import CMessages
internal import Protobuf

/// Asks for a page of tenants.
package struct ListTenantsRequest: DefaultedMessage {
  /// Most tenants in the answer; 0 for the default.
  package var pageSize = 0
  /// Where to go on; empty for the first page.
  package var pageToken = ""

  package init() {}
}

extension ListTenantsRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListTenantsRequest> {
    dormouse__v1__list_tenants_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListTenantsRequest, _ coder: inout WireCoder) {
    coder.count(&pageSize, &c.page_size)
    coder.text(&pageToken, &c.page_token)
  }
}
