internal import CMessages
internal import Protobuf

/// Asks for the policy.
package struct GetPolicyRequest: DefaultedMessage {
  package init() {}
}

extension GetPolicyRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetPolicyRequest> {
    dormouse__v1__get_policy_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetPolicyRequest, _ coder: inout WireCoder) {
  }
}
