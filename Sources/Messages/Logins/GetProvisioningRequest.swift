internal import CMessages
internal import Protobuf

/// Asks for provisioning.
package struct GetProvisioningRequest: DefaultedMessage {
  package init() {}
}

extension GetProvisioningRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetProvisioningRequest> {
    dormouse__v1__get_provisioning_request__init
  }
  mutating func map(
    _ c: inout Dormouse__V1__GetProvisioningRequest, _ coder: inout WireCoder
  ) {
  }
}
