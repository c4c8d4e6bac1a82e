internal import Cleanup
internal import Simulation

/// What the service could know of people, told from the year's plan without the service.
struct Truth {
  /// July in Oslo, which does not count.
  private static let uncounted = Moment(seconds: 1_782_856_800)..<Moment(seconds: 1_785_535_200)

  let year: Year
  private let listings: [Moment]

  init(_ year: Year) {
    self.year = year
    listings = year.events.filter { if case .listing = $0.kind { true } else { false } }.map(\.time)
  }

  /// The latest login that the service knew of at a moment; nil for none.
  func knownLogin(of person: Person, at time: Moment) -> Moment? {
    if person.isSeenAtLogin {
      // Nothing was told of before the year.
      return person.lastLogin(before: time).flatMap { $0 >= Year.start ? $0 : nil }
    }
    return listings.last { $0 <= time }.flatMap { person.lastLogin(before: $0) }
  }

  /// When an administrator closed the person's account for good; nil for never. Whoever is exempt stays
  /// untouched by that too.
  func block(of person: Person) -> Moment? {
    year.events.first {
      if case .block(let blocked) = $0.kind { blocked == person } else { false }
    }.flatMap { isExempt(person, at: $0.time) ? nil : $0.time }
  }

  /// Whether the person was exempt at a moment.
  func isExempt(_ person: Person, at time: Moment) -> Bool {
    year.events.contains {
      guard case .exempt(person, let until) = $0.kind else { return false }
      return $0.time <= time && time < until
    }
  }

  /// Days between two moments that count, with fractions.
  func countedDays(from start: Moment, to end: Moment) -> Double {
    let lower = max(start, Self.uncounted.lowerBound)
    let upper = min(end, Self.uncounted.upperBound)
    let left = lower < upper ? upper.microseconds - lower.microseconds : 0
    return Double(end.microseconds - start.microseconds - left) / 86_400_000_000
  }
}
