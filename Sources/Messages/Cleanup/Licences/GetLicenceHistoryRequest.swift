internal import CMessages
internal import Protobuf

/// Asks for the seats over time.
package struct GetLicenceHistoryRequest: DefaultedMessage {
  /// Days to look back; 0 for the default.
  package var days = 0

  package init() {}
}

extension GetLicenceHistoryRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__GetLicenceHistoryRequest> {
    dormouse__v1__get_licence_history_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__GetLicenceHistoryRequest, _ coder: inout WireCoder) {
    coder.count(&days, &c.days)
  }
}
