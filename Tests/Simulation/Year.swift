package import Cleanup
internal import TestSupport

/// What happens in the year of 2026 at a company in Oslo: a function of the seed, so that a process that
/// died can go on where it was, and what should have come of it can be told afterwards.
package struct Year: Sendable {
  /// 1 January 2026, 0:00 UTC.
  package static let start = Moment(seconds: 1_767_225_600)
  /// Days between two listings of the directory.
  static let daysBetweenListings = 7
  /// While the directory is down every listing breaks off.
  package static let outage = 100...118
  /// From a listing without logins until the next whole one, runs are held.
  package static let held = moment(295, 12)..<moment(301, 20)
  /// The most that the machine's clock is ever wrong, in seconds.
  package static let mostClockError: Int64 = 5400
  /// How often the process dies in each month.
  static let deathsPerMonth = 2

  /// Everybody.
  package let company: Company
  /// What happens, in order.
  package let events: [Event]
  /// When the process dies.
  package let deaths: [Death]

  /// The year of a seed.
  package init(seed: UInt64) {
    company = Company(seed: seed)
    var numbers = SeededGenerator(seed: seed &+ 1)
    events = Self.events(of: company, &numbers)
    deaths = Self.deaths(&numbers)
  }

  /// A moment of a day of the year.
  package static func moment(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Moment {
    start.advanced(bySeconds: Int64(day) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60)
  }

  /// Whether people work on a day: neither a weekend nor the days around Christmas.
  package static func isWorkday(_ day: Int) -> Bool {
    // The year begins on a Thursday.
    (day % 7 + 10) % 7 < 5 && day != 0 && day < 357
  }

  /// When a person logs in on a day; the same whenever it is asked.
  package static func login(of person: Person, on day: Int) -> Moment? {
    let chance = person.name.utf8.reduce(UInt64(bitPattern: Int64(day))) { $0 &* 31 &+ UInt64($1) }
    var numbers = SeededGenerator(seed: chance)
    let minute = Int.random(in: 0..<6, using: &numbers) * 20
    if person.dayOfReturn == day { return moment(day, 12, minute / 2) }
    guard isWorkday(day), person.isAtWork(on: day), numbers.hits(percent: 80) else { return nil }
    return moment(day, 6, minute)
  }

  private static func events(of company: Company, _ numbers: inout SeededGenerator) -> [Event] {
    var events: [Event] = [
      Event(time: moment(90, 4), kind: .clockIsOff(seconds: -mostClockError)),
      Event(time: moment(90, 20), kind: .clockIsOff(seconds: 0)),
      Event(time: moment(250, 4), kind: .clockIsOff(seconds: 1200)),
      Event(time: moment(250, 20), kind: .clockIsOff(seconds: 0)),
      Event(time: moment(200, 13), kind: .undo),
      Event(time: held.lowerBound, kind: .forgetfulListing),
    ]
    for day in 0..<Company.days {
      if day % daysBetweenListings == 0 {
        events.append(
          Event(time: moment(day, 20), kind: outage.contains(day) ? .brokenListing : .listing))
      }
      events += logins(of: company, on: day)
    }
    for person in company.people { events += exceptional(person) }
    return events.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  /// The logins of a day: those that are told of, by their moments, and behind them the others.
  private static func logins(of company: Company, on day: Int) -> [Event] {
    var told: [Moment: [Person]] = [:]
    var untold: [Person] = []
    for person in company.people {
      guard let time = login(of: person, on: day) else { continue }
      if person.isSeenAtLogin {
        told[time, default: []].append(person)
      } else if person.isAtWork(on: day) {
        untold.append(person)
      }
    }
    let events = told.map { Event(time: $0.key, kind: .logins($0.value)) }
      .sorted { $0.time < $1.time }
    return untold.isEmpty
      ? events : events + [Event(time: moment(day, 15), kind: .untoldLogins(untold))]
  }

  private static func exceptional(_ person: Person) -> [Event] {
    var events: [Event] = []
    if let last = person.lastDay, person.isBlockedAfterLastDay, last + 1 < Company.days {
      events.append(Event(time: moment(last + 1, 10), kind: .block(person)))
    }
    if let leave = person.exemptAbsence {
      events.append(
        Event(
          time: moment(leave.lowerBound, 9),
          kind: .exempt(person, until: moment(leave.upperBound + 7, 0))))
    }
    return events
  }

  private static func deaths(_ numbers: inout SeededGenerator) -> [Death] {
    (0..<12 * deathsPerMonth).map { number in
      let day = number * 15 + Int.random(in: 0..<15, using: &numbers)
      return Death(
        number: number, after: moment(day, Int.random(in: 0..<24, using: &numbers)),
        delayMicroseconds: UInt32.random(in: 0..<Death.longestDelayMicroseconds, using: &numbers))
    }
  }
}
