internal import Cleanup
internal import Testing

@Suite("Directories whose logins are observed")
struct ObservationTests {
  private func reason(_ change: (inout ObservedSituation) -> Void) -> Reason {
    var situation = ObservedSituation()
    change(&situation)
    return situation.reason
  }

  @Test("Who was never seen is unknown until the baseline is old enough, to the microsecond")
  func baseline() {
    for (first, expected) in [
      (daysAgo(89), Reason.activityUnknown), (daysAgo(90).next, .activityUnknown),
      (daysAgo(90), .inactive), (daysAgo(91), .inactive),
    ] {
      let days =
        [LoginDay(kind: .ssoLogin, first: first, last: first)]
        + ObservedSituation.daily(from: 88, to: 0)
      #expect(reason { $0.logins.days = days } == expected, "\(first.rfc3339)")
    }
  }

  @Test("The verdict names the baseline and the directory")
  func facts() {
    let found = ObservedSituation().verdict
    #expect(found.reason == .inactive && found.lastActivity == .unknown)
    #expect(found.factTime == daysAgo(200) && found.rule == "users")
    #expect(
      found.explanation
        == "No login observed in \"users\" since 2019-12-13T12:00:00Z, too long ago.")
    var early = ObservedSituation()
    early.logins.days = ObservedSituation.daily(from: 30, to: 0)
    #expect(early.verdict.factTime == daysAgo(30) && early.verdict.rule == "users")
    #expect(early.verdict.explanation.contains("in observation"))
  }

  @Test(
    "Nobody is inactive since before the account was seen, made, or used",
    arguments: [
      (500, 1000, nil, Reason.inactive), (89, 1000, nil, .activityUnknown),
      (90, 1000, nil, .inactive), (500, 89, nil, .activityUnknown), (500, 90, nil, .inactive),
      (500, 1000, 89, .active), (500, 1000, 90, .inactive), (500, 1000, 400, .inactive),
    ] as [(Int, Int, Int?, Reason)])
  func starts(firstSeen: Int, created: Int, login: Int?, expected: Reason) {
    let found = reason {
      $0.facts.firstSeenAt = daysAgo(firstSeen)
      $0.facts.createdAt = daysAgo(created)
      $0.facts.signals =
        login.map {
          [ActivitySignal(kind: .ssoLogin, source: "gateway", time: daysAgo($0))]
        } ?? []
    }
    #expect(found == expected)
  }

  @Test("A login from before the baseline says nothing of the time between them")
  func oldLogin() {
    let found = reason {
      $0.facts.signals = [.init(kind: .imported, source: "users", time: daysAgo(400))]
      $0.logins.days = ObservedSituation.daily(from: 60, to: 0)
    }
    #expect(found == .activityUnknown)
  }

  @Test("A listing that says nothing of logins cannot say never")
  func never() {
    let never = ActivitySignal(kind: .imported, source: "users", time: nil)
    for days in [0, 1000] {
      let found = reason {
        $0.facts.signals = [never]
        $0.policy.cleanNeverLoggedInAfterDays = days == 0 ? nil : days
        $0.logins.days = ObservedSituation.daily(from: 60, to: 0)
      }
      #expect(found == .activityUnknown)
    }
  }

  @Test("Without any login reported nobody is inactive, however long ago observation was asked for")
  func silent() {
    #expect(reason { $0.logins.days = [] } == .activityUnknown)
    #expect(
      reason {
        $0.logins.days = []
        $0.facts.signals = [.init(kind: .ssoLogin, source: "sso", time: daysAgo(400))]
      } == .activityUnknown)
    var situation = ObservedSituation()
    situation.logins.days = []
    #expect(situation.observation == Observation(directory: "users", state: .silent))
    #expect(situation.verdict.explanation.contains("no login in it was reported"))
  }

  @Test("A gateway that fell silent puts nobody to sleep, from 7 days on to the microsecond")
  func silenceAtTheEnd() {
    #expect(reason { $0.logins.days = ObservedSituation.daily(from: 200, to: 7) } == .inactive)
    #expect(
      reason {
        $0.logins.days = ObservedSituation.daily(from: 200, to: 7)
        $0.moment = Situation.now.next
      } == .activityUnknown)
  }

  @Test("A silence in the middle begins observation anew")
  func silenceInTheMiddle() {
    let broken = { (gap: Int) in
      reason {
        $0.logins.days =
          ObservedSituation.daily(from: 200, to: 40 + gap)
          + ObservedSituation.daily(from: 40, to: 0)
      }
    }
    #expect(broken(7) == .inactive)
    #expect(broken(8) == .activityUnknown)
  }

  @Test(
    "A short threshold allows a shorter silence",
    arguments: [(1, 1), (3, 1), (4, 1), (8, 2), (20, 5), (28, 7), (3650, 7)])
  func silenceDays(inactiveAfterDays: Int, expected: Int) {
    #expect(ObservedLogins.silenceDays(inactiveAfterDays: inactiveAfterDays) == expected)
  }

  @Test("Days that do not count are no silence, and do not let the baseline ripen")
  func uncounted() {
    let gap = {
      ObservedSituation.daily(from: 200, to: 50) + ObservedSituation.daily(from: 40, to: 0)
    }
    let holidays = DateRange(firstDate: "2020-05-13", lastDate: "2020-05-19")
    #expect(reason { $0.logins.days = gap() } == .activityUnknown)
    #expect(
      reason {
        $0.logins.days = gap()
        $0.policy.calendar.uncounted = [holidays]
      } == .inactive)
    let ripe = { (days: [DateRange]) in
      reason {
        $0.logins.days = ObservedSituation.daily(from: 92, to: 0)
        $0.policy.calendar.uncounted = days
      }
    }
    #expect(ripe([]) == .inactive)
    #expect(ripe([holidays]) == .activityUnknown)
  }

  @Test("Time counts up to the last login of anybody: what came behind it, nobody told of")
  func lastLogin() {
    let found = { (last: Int) in
      reason {
        $0.facts.signals = [.init(kind: .ssoLogin, source: "sso", time: daysAgo(92))]
        $0.logins.days = ObservedSituation.daily(from: 200, to: last)
      }
    }
    #expect(found(2) == .inactive)
    #expect(found(3) == .activityUnknown)
  }

  @Test("Only logins of a counted kind are a sign that logins are reported")
  func kinds() {
    let found = { (kinds: Set<ActivityKind>) in reason { $0.policy.countedSignals = kinds } }
    #expect(found([]) == .inactive)
    #expect(found([.ssoLogin, .imported]) == .inactive)
    #expect(found([.passwordLogin]) == .activityUnknown)
  }

  @Test("What was reported before observation was asked for is no sign either")
  func start() {
    #expect(reason { $0.logins.start = daysAgo(89) } == .activityUnknown)
    #expect(reason { $0.logins.start = daysAgo(90) } == .inactive)
  }

  @Test("Judged as of another moment, later logins are left out")
  func asOf() {
    #expect(reason { $0.moment = daysAgo(111) } == .activityUnknown)
    #expect(reason { $0.moment = daysAgo(110) } == .inactive)
    #expect(reason { $0.moment = daysAgo(250) } == .activityUnknown)
  }

  @Test("Earlier rules come first, and other directories are judged as ever")
  func others() {
    #expect(reason { $0.facts.reactivatedAt = daysAgo(10) } == .recentlyReactivated)
    #expect(reason { $0.facts.isActive = false } == .alreadyInactive)
    #expect(reason { $0.facts.directory = Situation.legacy } == .activityUnknown)
    var other = ObservedSituation()
    other.facts.directory = Situation.legacy
    #expect(other.verdict.rule.isEmpty && other.verdict.factTime == nil)
    #expect(other.evaluator.observation(of: Situation.legacy) == nil)
  }

  @Test("An observation says until when it lasts, through days that do not count")
  func until() {
    var situation = ObservedSituation()
    situation.logins.days = ObservedSituation.daily(from: 30, to: 0)
    var expected = Observation(
      directory: "users", state: .observing, baseline: daysAgo(30), lastLogin: Situation.now,
      until: daysAgo(-60))
    #expect(situation.observation == expected)
    situation.policy.calendar.uncounted = [
      DateRange(firstDate: "2020-07-05", lastDate: "2020-07-09")
    ]
    expected.until = daysAgo(-65)
    #expect(situation.observation == expected)
    situation.policy.inactiveAfterDays = 30
    situation.policy.calendar.uncounted = []
    #expect(situation.observation?.state == .mature)
    #expect(situation.observation?.until == Situation.now)
    let said = Observation(
      of: situation.logins, in: "users", policy: situation.policy, at: Situation.now)
    #expect(said == situation.observation)
  }

  @Test("Every rule's fact of an explanation agrees with the verdict")
  func explanation() {
    for first in [200, 30] {
      var situation = ObservedSituation()
      situation.logins.days = ObservedSituation.daily(from: first, to: 0)
      let rules = situation.evaluator.explanation(of: situation.facts)
      #expect(rules.filter(\.isDecisive).map(\.reason) == [situation.reason])
      #expect(rules.filter { $0.reason == .active }.map(\.isMatch) == [false])
      #expect(rules.last?.fact.contains("No login observed") == true)
    }
  }

  @Test("Looking ahead, users fall due once the baseline is old enough, and with silence never")
  func forecast() {
    var situation = ObservedSituation()
    situation.logins.days = ObservedSituation.daily(from: 30, to: 0)
    var outlook = Outlook(situation.evaluator, days: 100, mostUsers: 10)
    outlook.add(situation.facts)
    #expect(outlook.users.map(\.date) == ["2020-08-29"])
    #expect(outlook.curve.map(\.candidates) == [1, 0, 0, 0, 0])
    situation.logins.days = []
    outlook = Outlook(situation.evaluator, days: 100, mostUsers: 10)
    outlook.add(situation.facts)
    #expect(outlook.users.isEmpty && outlook.dueNow == 0)
  }
}
