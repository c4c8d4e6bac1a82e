internal import CMessages
internal import Protobuf

/// The tenant is gone.
package struct DeleteTenantResponse: DefaultedMessage {
  package init() {}
}

extension DeleteTenantResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteTenantResponse> {
    dormouse__v1__delete_tenant_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteTenantResponse, _ coder: inout WireCoder) {
  }
}
