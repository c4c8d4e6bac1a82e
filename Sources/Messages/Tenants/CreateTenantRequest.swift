internal import CMessages
internal import Protobuf

/// Asks for a new tenant.
package struct CreateTenantRequest: DefaultedMessage {
  /// Name of the new tenant.
  package var name = ""
  /// Name for people; may be empty.
  package var displayName = ""
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension CreateTenantRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__CreateTenantRequest> {
    dormouse__v1__create_tenant_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__CreateTenantRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
    coder.text(&displayName, &c.display_name)
    coder.text(&requestID, &c.request_id)
  }
}
