internal import CMessages
internal import Protobuf

/// Asks for one tenant.
package struct GetTenantRequest: DefaultedMessage {
  /// Name of the tenant.
  package var name = ""

  package init() {}
}

extension GetTenantRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetTenantRequest> {
    dormouse__v1__get_tenant_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetTenantRequest, _ coder: inout WireCoder) {
    coder.text(&name, &c.name)
  }
}
