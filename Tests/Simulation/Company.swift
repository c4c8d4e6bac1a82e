internal import TestSupport

/// Everybody who has an account, made from a seed.
package struct Company: Sendable {
  /// Days of the year.
  package static let days = 365
  /// Accounts of people who are there before the year, or come in it.
  static let employees = 240
  /// Every account.
  package let people: [Person]

  /// The company of a seed.
  package init(seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    people =
      (0..<6).map(Self.service) + Self.administrators
      + (0..<Self.employees).map { Self.employee($0, &numbers) }
  }

  private static func service(_ number: Int) -> Person {
    Person(
      name: "robot-\(number)", kind: .service, firstDay: -700, isSeenAtLogin: false,
      isListedFromStart: true, logsIn: false)
  }

  /// One stays, and is away for long once the other has left; the third stays all the time until then.
  private static var administrators: [Person] {
    [
      Person(
        name: "admin-0", kind: .administrator, firstDay: -900, absences: [190...320],
        isSeenAtLogin: true, isListedFromStart: true),
      Person(
        name: "admin-1", kind: .administrator, firstDay: -800, lastDay: 60, isSeenAtLogin: true,
        isListedFromStart: true),
      Person(
        name: "admin-2", kind: .administrator, firstDay: -600, lastDay: 150, isSeenAtLogin: false,
        isListedFromStart: true),
    ]
  }

  private static func employee(_ number: Int, _ numbers: inout SeededGenerator) -> Person {
    let isNew = numbers.hits(percent: 20)
    let first =
      isNew ? Int.random(in: 5...330, using: &numbers) : -Int.random(in: 30...900, using: &numbers)
    var person = Person(
      name: "person-\(number)", firstDay: first, isSeenAtLogin: numbers.hits(percent: 70),
      isListedFromStart: !isNew || numbers.hits(percent: 50))
    if isNew, person.isListedFromStart, numbers.hits(percent: 15) { person.logsIn = false }
    if numbers.hits(percent: 35) { leave(&person, &numbers) }
    rest(&person, &numbers)
    return person
  }

  /// Lets the person leave the company, some of them before the year began.
  private static func leave(_ person: inout Person, _ numbers: inout SeededGenerator) {
    let earliest = max(-60, person.firstDay + 10)
    guard earliest < 340 else { return }
    let last = Int.random(in: earliest...340, using: &numbers)
    person.lastDay = last
    person.isBlockedAfterLastDay = last > 0 && numbers.hits(percent: 30)
    if numbers.hits(percent: 30) {
      let day = last + Int.random(in: 5...150, using: &numbers)
      if (1..<Company.days).contains(day) { person.dayOfReturn = day }
    }
  }

  /// Gives the person a holiday, and to some a long leave, exempt or not.
  private static func rest(_ person: inout Person, _ numbers: inout SeededGenerator) {
    let holiday = Int.random(in: 170...210, using: &numbers)
    person.absences.append(holiday...(holiday + Int.random(in: 7...25, using: &numbers)))
    guard numbers.hits(percent: 25) else { return }
    let start = Int.random(in: 10...120, using: &numbers)
    let leave = start...(start + Int.random(in: 40...140, using: &numbers))
    person.absences.append(leave)
    // Nobody can be exempt before there is an account.
    if numbers.hits(percent: 40), person.firstDay < 0 { person.exemptAbsence = leave }
  }
}

extension SeededGenerator {
  /// True in so many of a hundred cases.
  mutating func hits(percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }
}
