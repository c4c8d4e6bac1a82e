internal import Cleanup
internal import Messages

extension Samples {
  static let forecasts: [any Sample] = [
    ForecastRequest.with {
      $0.days = 90
      $0.maxUsers = 7
    },
    forecast, forecast.days[0], forecast.users[0], forecast.curve[0], forecast.flapping[0],
  ]

  private static let forecast = Forecast(
    moment: time, policyRevision: 4, inactiveAfterDays: 180, seats: 100, dueNow: 9,
    days: [DueDay(date: "2014-09-14", users: 3, actionable: 2)],
    users: [DueUser(date: "2014-09-14", verdict: verdict)],
    curve: [ThresholdPoint(inactiveAfterDays: 30, candidates: 20, freedSeats: 18)],
    flapping: [
      FlappingUser(
        directory: "users", externalID: "4711", username: "ann", displayName: "Ann", returns: 2,
        lastReturn: later, sparingDays: 214)
    ],
    flappingCount: 5, observations: [observation])
}
