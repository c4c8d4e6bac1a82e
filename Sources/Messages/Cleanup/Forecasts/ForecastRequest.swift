internal import CMessages
internal import Protobuf

/// Asks what today's policy will do.
package struct ForecastRequest: DefaultedMessage {
  /// Days to look ahead; 0 for the default.
  package var days = 0
  /// Most users in each list of the answer; 0 for the default.
  package var maxUsers = 0

  package init() {}
}

extension ForecastRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ForecastRequest> {
    dormouse__v1__forecast_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__ForecastRequest, _ coder: inout WireCoder) {
    coder.count(&days, &c.days)
    coder.count(&maxUsers, &c.max_users)
  }
}
