internal import ArgumentParser
internal import Cleanup

/// A moment on the command line: RFC 3339, or a date, which means its beginning in UTC.
struct MomentArgument: Hashable, Sendable, ExpressibleByArgument {
  /// The moment.
  let moment: Moment

  init?(argument text: String) {
    if let moment = Moment(rfc3339: text) {
      self.moment = moment
    } else if let day = CivilDay(text) {
      moment = Moment(seconds: Int64(day.daysSince1970) * 86_400)
    } else {
      return nil
    }
  }
}
