internal import CMessages
package import Cleanup
internal import Protobuf

extension Forecast: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ForecastResponse> {
    dormouse__v1__forecast_response__init
  }
  static var blank: Forecast {
    Forecast(moment: .unset, policyRevision: 0, inactiveAfterDays: 0)
  }

  mutating func map(_ c: inout Dormouse__V1__ForecastResponse, _ coder: inout WireCoder) {
    coder.moment("evaluate_time", &moment, &c.evaluate_time)
    coder.number(&policyRevision, &c.policy_revision)
    coder.count(&inactiveAfterDays, &c.inactive_after_days)
    coder.count(&seats, &c.seat_count)
    coder.count(&dueNow, &c.due_now_count)
    coder.list("due_days", &days, &c.due_days, &c.n_due_days)
    coder.list("due_users", &users, &c.due_users, &c.n_due_users)
    coder.list("thresholds", &curve, &c.thresholds, &c.n_thresholds)
    coder.list("flapping_users", &flapping, &c.flapping_users, &c.n_flapping_users)
    coder.count(&flappingCount, &c.flapping_count)
    coder.list("observations", &observations, &c.observations, &c.n_observations)
  }
}
