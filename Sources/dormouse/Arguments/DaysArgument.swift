internal import ArgumentParser

/// Whole days on the command line, such as `90d` or `90`.
struct DaysArgument: Hashable, Sendable, ExpressibleByArgument {
  /// The days; never negative.
  let days: Int

  init?(argument text: String) {
    if let days = UInt32(text) {
      self.days = Int(days)
    } else if let days = TimeLength(argument: text)?.days {
      self.days = days
    } else {
      return nil
    }
  }
}
