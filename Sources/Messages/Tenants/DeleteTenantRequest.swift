internal import CMessages
internal import Protobuf

/// Asks that a tenant be deleted with everything that it holds.
package struct DeleteTenantRequest: DefaultedMessage {
  /// Name of the tenant.
  package var name = ""
  /// The tenant's current etag.
  package var etag = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension DeleteTenantRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteTenantRequest> {
    dormouse__v1__delete_tenant_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteTenantRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.text(&etag, &c.etag)
    coder.text(&requestID, &c.request_id)
  }
}
