internal import Cleanup
internal import Messages

/// A message of each type with something other than its default in every field that travels.
enum Samples {
  /// What can be compared after a round trip.
  typealias Sample = WireMessage & Equatable

  static let all: [any Sample] =
    tenants + directories + policy + analysis + forecasts + runs + schedules + logins + reflection
    + audit + licences + fleet

  static let time = Moment(microseconds: 1_410_663_882_270_123)
  static let later = time.advanced(bySeconds: 86_400)
  static let reference = UserRef(directory: "users", externalID: "4711", username: "ann")
  static let activity = LastActivity.known(
    ActivitySignal(kind: .passwordLogin, source: "gateway", time: time))
}
