/// What today's policy will do if nobody comes back and nothing is changed.
package struct Forecast: Hashable, Sendable {
  /// Days to look ahead when nobody says, today among them.
  package static let defaultDays = 30
  /// Most days to look ahead.
  package static let maxDays = 366
  /// Users in each list when nobody says.
  package static let defaultUsers = 50
  /// Most users in each list.
  package static let maxUsers = 1000
  /// Thresholds that are always tried, in days.
  package static let thresholds = [30, 60, 90, 180, 365]

  /// The moment from which it looks ahead.
  package var moment: Moment
  /// Revision of the policy.
  package var policyRevision: Int64
  /// The policy's own threshold, in days.
  package var inactiveAfterDays: Int
  /// Users who hold a seat.
  package var seats: Int
  /// Users who are candidates already.
  package var dueNow: Int
  /// The days ahead, today first.
  package var days: [DueDay]
  /// Who falls due in these days, the first first.
  package var users: [DueUser]
  /// What other thresholds would free now, and the policy's own, in rising order.
  package var curve: [ThresholdPoint]
  /// Users who keep coming back, those with most returns first.
  package var flapping: [FlappingUser]
  /// All such users, those that `flapping` has no room for included.
  package var flappingCount: Int
  /// How well logins are known, for each directory that is observed.
  package var observations: [Observation]

  /// A forecast.
  package init(
    moment: Moment, policyRevision: Int64, inactiveAfterDays: Int, seats: Int = 0, dueNow: Int = 0,
    days: [DueDay] = [], users: [DueUser] = [], curve: [ThresholdPoint] = [],
    flapping: [FlappingUser] = [], flappingCount: Int = 0, observations: [Observation] = []
  ) {
    self.moment = moment
    self.policyRevision = policyRevision
    self.inactiveAfterDays = inactiveAfterDays
    self.seats = seats
    self.dueNow = dueNow
    self.days = days
    self.users = users
    self.curve = curve
    self.flapping = flapping
    self.flappingCount = flappingCount
    self.observations = observations
  }
}
