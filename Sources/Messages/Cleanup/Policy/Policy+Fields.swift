internal import CMessages
internal import Cleanup
internal import Protobuf

extension Policy {
  /// Copies the settings; the facts of their storage are in ``StoredPolicy``.
  mutating func map(_ c: inout Dormouse__V1__Policy, _ coder: inout WireCoder) {
    mapAction(&c, &coder)
    coder.count(&inactiveAfterDays, &c.inactive_after_days)
    coder.defaulted("scope", &scope, &c.scope)
    coder.defaulted("exceptions", &exceptions, &c.exceptions)
    var neverLoggedIn = NeverLoggedIn(cleanAfterDays: cleanNeverLoggedInAfterDays)
    coder.defaulted("never_logged_in", &neverLoggedIn, &c.never_logged_in)
    cleanNeverLoggedInAfterDays = neverLoggedIn.cleanAfterDays
    coder.count(&minimumAccountAgeDays, &c.minimum_account_age_days)
    coder.wrapped(&graceAfterReactivationDays, &c.grace_after_reactivation_days)
    mapSignals(&c, &coder)
    coder.defaulted("safety_limits", &safetyLimits, &c.safety_limits)
    coder.defaulted("protection", &protection, &c.protection)
    coder.defaulted("calendar", &calendar, &c.calendar)
    var hours = analysisTTLHours ?? 0
    coder.count(&hours, &c.analysis_ttl_hours)
    analysisTTLHours = hours == 0 ? nil : hours
  }

  private mutating func mapAction(
    _ c: inout Dormouse__V1__Policy, _ coder: inout WireCoder
  ) {
    var code: ActionCode = action.group == nil ? .deactivate : .removeFromGroup
    var group = action.group ?? ""
    coder.code("action", &code, &c.action)
    coder.text(&group, &c.group)
    switch code {
    case .deactivate:
      action = .deactivate
      if coder.isReading, c.action == DORMOUSE__V1__ACTION__CODE__DEACTIVATE, !group.isEmpty {
        coder.refuse("group", "must be empty unless action is REMOVE_FROM_GROUP")
      }
    case .removeFromGroup: action = .removeFromGroup(group)
    }
  }

  private mutating func mapSignals(
    _ c: inout Dormouse__V1__Policy, _ coder: inout WireCoder
  ) {
    var signals = countedSignals.sorted { $0.rawValue < $1.rawValue }
    coder.codes("counted_signals", &signals, &c.counted_signals, &c.n_counted_signals)
    countedSignals = Set(signals)
  }
}
