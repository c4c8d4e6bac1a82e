internal import CMessages
internal import Protobuf

/// Asks how the tenants stand.
package struct FleetStatusRequest: DefaultedMessage {
  /// Only tenants with a start that should have been by now; where both flags are set, either will do.
  package var onlyOverdue = false
  /// Only tenants that somebody must look at.
  package var onlyFailed = false
  /// Only tenants whose names begin with this; empty for all.
  package var namePrefix = ""

  package init() {}
}

extension FleetStatusRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__FleetStatusRequest> {
    dormouse__v1__fleet_status_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__FleetStatusRequest, _ coder: inout WireCoder) {
    coder.flag(&onlyOverdue, &c.only_overdue)
    coder.flag(&onlyFailed, &c.only_failed)
    coder.text(&namePrefix, &c.name_prefix)
  }
}
