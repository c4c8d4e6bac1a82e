internal import CMessages
internal import Protobuf

/// The exemption has ended.
package struct DeleteExemptionResponse: DefaultedMessage {
  package init() {}
}

extension DeleteExemptionResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__DeleteExemptionResponse> {
    dormouse__v1__delete_exemption_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__DeleteExemptionResponse, _ coder: inout WireCoder) {
  }
}
