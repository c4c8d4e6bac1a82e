internal import CMessages
package import Cleanup
internal import Protobuf

extension SafetyCheck: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SafetyCheck> {
    dormouse__v1__safety_check__init
  }
  static var blank: SafetyCheck {
    SafetyCheck(
      actionable: 0, lookedAt: 0, recentlyCleaned: 0, stillCleaned: 0, limits: SafetyLimits())
  }

  mutating func map(_ c: inout Dormouse__V1__SafetyCheck, _ coder: inout WireCoder) {
    var allowed = isAllowed
    coder.flag(&allowed, &c.allowed)
    coder.count(&counted, &c.counted)
    coder.count(&lookedAt, &c.looked_at)
    var percent = limits.effectiveMaxPercent
    coder.count(&percent, &c.max_percent)
    if coder.isReading { limits.maxPercent = percent }
    coder.wrapped(&limits.maxUsers, &c.max_users)
    coder.count(&recentlyCleaned, &c.recently_cleaned_count)
  }
}
