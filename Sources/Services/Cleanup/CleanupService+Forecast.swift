internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  @Sendable
  func forecast(
    _ request: ForecastRequest, _ call: TenantCall
  ) async throws(Refusal) -> Forecast {
    let violations = Self.violations(of: request)
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    let days = request.days == 0 ? Forecast.defaultDays : request.days
    let users = request.maxUsers == 0 ? Forecast.defaultUsers : request.maxUsers
    let now = call.now
    return try await call.database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      try Forecaster(reader, at: now).forecast(days: days, mostUsers: users)
    }
  }

  private static func violations(of request: ForecastRequest) -> [FieldViolation] {
    [
      violation("days", request.days, most: Forecast.maxDays, standard: Forecast.defaultDays),
      violation(
        "max_users", request.maxUsers, most: Forecast.maxUsers, standard: Forecast.defaultUsers),
    ].compactMap(\.self)
  }

  private static func violation(
    _ field: String, _ value: Int, most: Int, standard: Int
  ) -> FieldViolation? {
    if (0...most).contains(value) { return nil }
    return FieldViolation(field: field, description: "must be 1 to \(most), or 0 for \(standard)")
  }
}
