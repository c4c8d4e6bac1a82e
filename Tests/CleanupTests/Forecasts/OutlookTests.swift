internal import Testing

@testable internal import Cleanup

@Suite("Looking ahead")
struct OutlookTests {
  @Test("Somebody falls due on the day on which the threshold passes, in the tenant's zone")
  func day() {
    var situation = Situation()
    // Due at 2020-07-02T22:30Z, which is the third of July in Oslo.
    situation.facts.signals = [signal(at: "2020-04-03T22:30:00Z")]
    for (zone, date) in [("", "2020-07-02"), ("Europe/Oslo", "2020-07-03")] {
      situation.policy.calendar.timeZone = zone
      var outlook = Outlook(situation.evaluator, days: 10, mostUsers: 5)
      outlook.add(situation.facts)
      #expect(outlook.days.filter { $0.users > 0 } == [DueDay(date: date, users: 1, actionable: 1)])
      #expect(outlook.days.map(\.date).first == "2020-06-30")
      #expect(outlook.users.map(\.date) == [date])
      #expect(outlook.users.map(\.verdict.reason) == [.inactive])
      #expect(outlook.dueNow == 0)
      #expect(outlook.seats == 1)
    }
  }

  @Test("Who is due already is counted by itself, and in the curve")
  func dueNow() {
    let situation = Situation()
    var outlook = Outlook(situation.evaluator, days: 10, mostUsers: 5)
    outlook.add(situation.facts)
    #expect(outlook.dueNow == 1)
    #expect(outlook.users.isEmpty)
    #expect(outlook.curve.map(\.inactiveAfterDays) == [30, 60, 90, 180, 365])
    #expect(outlook.curve.map(\.freedSeats) == [1, 1, 1, 0, 0])
  }

  @Test("The policy's own threshold has its place in the curve")
  func ownThreshold() {
    var situation = Situation()
    situation.policy.inactiveAfterDays = 100
    let outlook = Outlook(situation.evaluator, days: 1, mostUsers: 1)
    #expect(outlook.curve.map(\.inactiveAfterDays) == [30, 60, 90, 100, 180, 365])
  }

  @Test("Closed accounts and those out of the group hold no seat")
  func seats() {
    for reason in Reason.allCases {
      var situation = Situation()
      situation.provoke(reason)
      var outlook = Outlook(situation.evaluator, days: 1, mostUsers: 1)
      outlook.add(situation.facts)
      let isFree = reason == .alreadyInactive || reason == .notInGroup
      #expect(outlook.seats == (isFree ? 0 : 1), "\(reason)")
    }
  }

  @Test("A day that does not count puts everybody off by one")
  func uncounted() {
    var situation = Situation()
    situation.facts.signals = [signal(at: "2020-04-03T22:30:00Z")]
    situation.policy.calendar.uncounted = [DateRange(firstDate: "2020-07-01")]
    var outlook = Outlook(situation.evaluator, days: 10, mostUsers: 5)
    outlook.add(situation.facts)
    #expect(outlook.users.map(\.date) == ["2020-07-03"])
  }

  @Test("A login still to come ends on its day what fell due before")
  func comingLogin() {
    var situation = Situation()
    situation.facts.signals = [
      signal(at: "2020-04-03T22:30:00Z"),
      ActivitySignal(
        kind: .ssoLogin, source: "sso", time: instant("2020-07-05T12:00:00Z")),
    ]
    var outlook = Outlook(situation.evaluator, days: 10, mostUsers: 5)
    outlook.add(situation.facts)
    #expect(outlook.users.map(\.date) == ["2020-07-02"])
  }

  @Test("Of many the first days are kept, and every one is counted")
  func bounded() {
    let situation = Situation()
    var outlook = Outlook(situation.evaluator, days: 30, mostUsers: 3)
    for day in (1...20).reversed() {
      var facts = situation.facts
      facts.id = UserID(rawValue: Int64(day))
      facts.signals = [
        ActivitySignal(kind: .imported, source: "users", time: daysAgo(90 - day))
      ]
      outlook.add(facts)
    }
    #expect(outlook.users.map(\.user.rawValue) == [1, 2, 3])
    #expect(outlook.days.reduce(0) { $0 + $1.users } == 20)
  }

  private func signal(at text: String) -> ActivitySignal {
    ActivitySignal(kind: .imported, source: "users", time: instant(text))
  }
}
