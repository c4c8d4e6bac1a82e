internal import CMessages
package import Cleanup
internal import Protobuf

/// A page of tenants, by name.
package struct ListTenantsResponse: DefaultedMessage {
  /// The tenants of this page.
  package var tenants: [Tenant] = []
  /// Where the next page starts; empty on the last.
  package var nextPageToken = ""
  /// All tenants.
  package var totalSize = 0

  package init() {}
}

extension ListTenantsResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListTenantsResponse> {
    dormouse__v1__list_tenants_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ListTenantsResponse, _ coder: inout WireCoder) {
    coder.list("tenants", &tenants, &c.tenants, &c.n_tenants)
    coder.text(&nextPageToken, &c.next_page_token)
    coder.count(&totalSize, &c.total_size)
  }
}
