internal import Foundation

/// Looks ahead over the users of a tenant, one by one, in memory that does not grow with them.
///
/// Everything is judged by `Evaluator.verdict(of:)` at other moments and with other thresholds. As time
/// goes by, and as a threshold falls, somebody may become a candidate and never stops being one: what
/// is known of a user does not change, and cutoffs only move forward. So the first day on which a user
/// is due is found by halving, unless a signal with a time still to come has its day in between.
package struct Outlook: Sendable {
  /// Somebody who falls due, before the names are looked up.
  package struct Due: Sendable {
    /// The user's row.
    package let user: UserID
    /// The day, `YYYY-MM-DD`.
    package let date: String
    /// The verdict at the end of that day.
    package let verdict: Verdict
  }

  /// Users who hold a seat.
  package private(set) var seats = 0
  /// Users who are candidates already.
  package private(set) var dueNow = 0
  /// The days ahead, today first.
  package private(set) var days: [DueDay]
  /// What the thresholds would free, in rising order.
  package private(set) var curve: [ThresholdPoint]

  private let today: Evaluator
  private let endsOfDays: [Evaluator]
  private let thresholds: [Evaluator]
  private let mostUsers: Int
  private var first: [[Due]]
  private var firstCount = 0
  private var latestKept: Int

  /// An outlook from the evaluator's moment over 1 to `Forecast.maxDays` days, which keeps the first
  /// `mostUsers` users who fall due, at least one.
  package init(_ evaluator: Evaluator, days count: Int, mostUsers: Int) {
    let zone = evaluator.policy.calendar.zone
    let firstDay = CivilDay(of: evaluator.moment, in: zone).daysSince1970
    let dates = (0..<count).map { CivilDay(daysSince1970: firstDay + $0) }
    let own = evaluator.policy.inactiveAfterDays
    let tried = Set(Forecast.thresholds + [own]).sorted()
    today = evaluator
    endsOfDays = dates.map { date in
      let end = Moment(microseconds: date.next.start(in: zone).microseconds - 1)
      return evaluator.judging(at: max(end, evaluator.moment))
    }
    thresholds = tried.map { evaluator.judging(inactiveAfterDays: $0) }
    days = dates.map { DueDay(date: $0.description) }
    curve = tried.map { ThresholdPoint(inactiveAfterDays: $0) }
    self.mostUsers = mostUsers
    first = dates.map { _ in [] }
    latestKept = count - 1
  }

  /// Who falls due in these days, the first day first, in the order in which they were added.
  package var users: [Due] { first.flatMap(\.self) }

  /// Takes a user into account.
  package mutating func add(_ facts: UserFacts) {
    let now = today.verdict(of: facts)
    if now.reason.holdsSeat { seats += 1 }
    addToCurve(facts)
    if now.reason.isCandidate {
      dueNow += 1
    } else if let (index, verdict) = due(facts) {
      days[index].users += 1
      if verdict.isActionable { days[index].actionable += 1 }
      keep(Due(user: facts.id, date: days[index].date, verdict: verdict), onDayAt: index)
    }
  }

  private mutating func addToCurve(_ facts: UserFacts) {
    for (index, evaluator) in thresholds.enumerated() {
      let verdict = evaluator.verdict(of: facts)
      // Whom a threshold keeps, every higher one keeps as well.
      guard verdict.reason.isCandidate else { return }
      curve[index].candidates += 1
      if verdict.isActionable { curve[index].freedSeats += 1 }
    }
  }

  /// The first day at whose end the user is a candidate.
  private func due(_ facts: UserFacts) -> (index: Int, verdict: Verdict)? {
    if facts.signals.contains(where: { $0.time.map { $0 > today.moment } ?? false }) {
      return dueAnyDay(facts)
    }
    var (low, high) = (0, endsOfDays.count - 1)
    var verdict = endsOfDays[high].verdict(of: facts)
    guard verdict.reason.isCandidate else { return nil }
    while low < high {
      let middle = (low + high) / 2
      let found = endsOfDays[middle].verdict(of: facts)
      if found.reason.isCandidate {
        (high, verdict) = (middle, found)
      } else {
        low = middle + 1
      }
    }
    return (high, verdict)
  }

  private func dueAnyDay(_ facts: UserFacts) -> (index: Int, verdict: Verdict)? {
    for (index, evaluator) in endsOfDays.enumerated() {
      let verdict = evaluator.verdict(of: facts)
      if verdict.reason.isCandidate { return (index, verdict) }
    }
    return nil
  }

  /// Keeps a user among the first; whoever falls due last makes room.
  private mutating func keep(_ due: Due, onDayAt index: Int) {
    if firstCount == mostUsers {
      while first[latestKept].isEmpty { latestKept -= 1 }
      guard index < latestKept else { return }
      first[latestKept].removeLast()
      firstCount -= 1
    }
    first[index].append(due)
    firstCount += 1
  }
}
