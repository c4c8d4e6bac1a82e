internal import CMessages
package import Cleanup
internal import Protobuf

extension FleetPolicy: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__FleetPolicy> {
    dormouse__v1__fleet_policy__init
  }
  static var blank: FleetPolicy {
    FleetPolicy(action: .deactivate, inactiveAfterDays: 0, revision: 0)
  }

  mutating func map(_ c: inout Dormouse__V1__FleetPolicy, _ coder: inout WireCoder) {
    var code: ActionCode = action.group == nil ? .deactivate : .removeFromGroup
    var group = action.group ?? ""
    coder.code("action", &code, &c.action)
    coder.text(&group, &c.group)
    action = code == .deactivate ? .deactivate : .removeFromGroup(group)
    coder.count(&inactiveAfterDays, &c.inactive_after_days)
    coder.number(&revision, &c.revision)
  }
}
