internal import CMessages
package import Cleanup
internal import Protobuf

extension SafetyLimits: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SafetyLimits> {
    dormouse__v1__safety_limits__init
  }
  static var blank: SafetyLimits { SafetyLimits() }

  mutating func map(_ c: inout Dormouse__V1__SafetyLimits, _ coder: inout WireCoder) {
    coder.wrapped(&maxPercent, &c.max_percent)
    coder.wrapped(&maxUsers, &c.max_users)
  }
}
