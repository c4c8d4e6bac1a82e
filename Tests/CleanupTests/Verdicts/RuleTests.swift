internal import Cleanup
internal import Testing

@Suite("Single rules")
struct RuleTests {
  private func reason(_ change: (inout Situation) -> Void) -> Reason {
    var situation = Situation()
    change(&situation)
    return situation.reason
  }

  @Test("Inactive begins exactly at the cutoff")
  func cutoff() {
    let cutoff = daysAgo(90)
    let at = { (time: Moment) in
      reason { $0.facts.signals = [.init(kind: .session, source: "a", time: time)] }
    }
    #expect(at(cutoff) == .inactive)
    #expect(at(Moment(microseconds: cutoff.microseconds + 1)) == .active)
    #expect(at(Moment(microseconds: cutoff.microseconds - 1)) == .inactive)
  }

  @Test("The granularity of a source is added to what it reports")
  func granularity() {
    let report = { (days: Int) in
      reason {
        $0.facts.signals = [
          .init(
            kind: .directoryReport, source: "ad", time: daysAgo(days),
            granularitySeconds: 14 * 86_400)
        ]
      }
    }
    #expect(report(103) == .active)
    #expect(report(104) == .inactive)
  }

  @Test("The signal that reaches furthest decides, with its granularity")
  func furthestSignal() {
    let exact = ActivitySignal(kind: .ssoLogin, source: "sso", time: daysAgo(95))
    let coarse = ActivitySignal(
      kind: .directoryReport, source: "ad", time: daysAgo(100), granularitySeconds: 14 * 86_400)
    #expect(reason { $0.facts.signals = [exact] } == .inactive)
    #expect(reason { $0.facts.signals = [exact, coarse] } == .active)
    #expect(reason { $0.facts.signals = [coarse, exact] } == .active)
  }

  @Test("Only counted kinds are activity")
  func countedKinds() {
    let recent = ActivitySignal(kind: .tokenUse, source: "api", time: daysAgo(1))
    #expect(reason { $0.facts.signals.append(recent) } == .active)
    #expect(
      reason {
        $0.facts.signals.append(recent)
        $0.policy.countedSignals = [.imported]
      } == .inactive)
    #expect(
      reason {
        $0.facts.signals = [recent]
        $0.policy.countedSignals = [.imported]
      } == .activityUnknown)
  }

  @Test("Signals after the moment of judging are left out")
  func asOf() {
    #expect(reason { $0.moment = daysAgo(200) } == .activityUnknown)
    #expect(reason { $0.moment = daysAgo(100) } == .active)
    #expect(reason { $0.moment = daysAgo(11) } == .active)
    #expect(reason { $0.moment = daysAgo(10) } == .inactive)
  }

  @Test("Never needs a source that says so, and any known login outweighs it")
  func never() {
    let never = ActivitySignal(kind: .imported, source: "users", time: nil)
    let login = ActivitySignal(kind: .ssoLogin, source: "sso", time: daysAgo(100))
    #expect(reason { $0.facts.signals = [never] } == .neverLoggedInKept)
    #expect(reason { $0.facts.signals = [never, login] } == .inactive)
    #expect(reason { $0.facts.signals = [login, never] } == .inactive)
    #expect(
      reason {
        $0.facts.signals = [never]
        $0.policy.countedSignals = [.ssoLogin]
      } == .activityUnknown)
  }

  @Test("Who never logged in falls due by the creation date, else by when it was first seen")
  func neverDue() {
    let due = { (created: Moment?, seen: Moment) in
      reason {
        $0.facts.signals = [.init(kind: .imported, source: "users", time: nil)]
        $0.policy.cleanNeverLoggedInAfterDays = 30
        $0.facts.createdAt = created
        $0.facts.firstSeenAt = seen
      }
    }
    #expect(due(daysAgo(30), daysAgo(1)) == .neverLoggedIn)
    #expect(due(daysAgo(29), daysAgo(300)) == .neverLoggedInKept)
    #expect(due(nil, daysAgo(30)) == .neverLoggedIn)
    #expect(due(nil, daysAgo(29)) == .neverLoggedInKept)
  }

  @Test("The minimum age keeps who is younger, not who is as old")
  func minimumAge() {
    let created = { (days: Int) in
      reason {
        $0.policy.minimumAccountAgeDays = 30
        $0.facts.createdAt = daysAgo(days)
      }
    }
    #expect(created(29) == .tooNew)
    #expect(created(30) == .inactive)
  }

  @Test("Grace after reactivation is a full period unless the policy sets it")
  func grace() {
    let reactivated = { (days: Int, grace: Int?) in
      reason {
        $0.facts.reactivatedAt = daysAgo(days)
        $0.policy.graceAfterReactivationDays = grace
      }
    }
    #expect(reactivated(89, nil) == .recentlyReactivated)
    #expect(reactivated(90, nil) == .inactive)
    #expect(reactivated(9, 10) == .recentlyReactivated)
    #expect(reactivated(10, 10) == .inactive)
    #expect(reactivated(0, 0) == .inactive)
  }

  @Test("An exemption ends at its date")
  func exemption() {
    #expect(reason { $0.facts.exemptUntil = Situation.now } == .inactive)
    #expect(reason { $0.facts.exemptUntil = Situation.now.advanced(bySeconds: 1) } == .exempt)
  }

  @Test("A user is an exception by name, by id, in its directory only, or by pattern")
  func excludedUsers() {
    let user = { (reference: UserRef) in reason { $0.policy.exceptions.users = [reference] } }
    #expect(user(UserRef(username: "Ada")) == .userExcluded)
    #expect(user(UserRef(directory: "users", username: "ADA")) == .userExcluded)
    #expect(user(UserRef(directory: "users", externalID: "7")) == .userExcluded)
    #expect(user(UserRef(directory: "legacy", username: "ada")) == .inactive)
    #expect(user(UserRef(directory: "legacy", externalID: "7")) == .inactive)
    #expect(user(UserRef(directory: "nowhere", username: "ada")) == .inactive)
    let pattern = { (text: String) in
      reason { $0.policy.exceptions.usernamePatterns = [text] }
    }
    #expect(pattern("A*") == .userExcluded)
    #expect(pattern("?d?") == .userExcluded)
    #expect(pattern("*b") == .inactive)
  }

  @Test("The product's own account is protected whatever the admin groups are")
  func serviceAccount() {
    #expect(reason { $0.facts.isServiceAccount = true } == .protected)
  }

  @Test("Scope by group counts nested members")
  func scope() {
    #expect(reason { $0.policy.scope.groups = ["seats"] } == .outOfScope)
    #expect(
      reason {
        $0.policy.scope.groups = ["seats"]
        $0.facts.groups = [Situation.inner]
      } == .inactive)
  }

  @Test("An exception holds for groups outside the scope's directories")
  func exceptionOutsideScope() {
    var situation = Situation()
    situation.policy.scope.directories = ["legacy"]
    situation.policy.exceptions.groups = ["moderators"]
    situation.facts.directory = Situation.legacy
    situation.facts.groups = [Situation.moderators]
    #expect(situation.reason == .groupExcluded)
  }

  @Test("In group mode a direct member is taken, an inherited one is not actionable")
  func groupMode() {
    var situation = Situation()
    situation.policy.action = .removeFromGroup("seats")
    situation.facts.groups = [Situation.seats]
    #expect(situation.verdict.isActionable)
    #expect(situation.verdict.groupPath == [])

    situation.facts.groups = [Situation.seats, Situation.inner]
    #expect(situation.verdict.isActionable)
    #expect(situation.verdict.groupPath == ["inner", "seats"])

    situation.facts.groups = [Situation.inner]
    #expect(situation.reason == .inactive)
    #expect(!situation.verdict.isActionable)
    #expect(situation.verdict.groupPath == ["inner", "seats"])
  }

  @Test("The facts behind a verdict are named")
  func facts() {
    var situation = Situation()
    situation.policy.exceptions.groups = ["seats"]
    situation.facts.groups = [Situation.inner]
    #expect(
      situation.verdict.explanation
        == "Members of \"seats\" are an exception (through inner › seats).")
    situation = Situation()
    #expect(
      situation.verdict.explanation
        == "Last active 2020-03-22T12:00:00Z (IMPORT from users), too long ago.")
    situation.facts.signals = [.init(kind: .imported, source: "users", time: nil)]
    #expect(
      situation.verdict.explanation == "Never logged in, and the policy keeps such users.")
    situation.policy.cleanNeverLoggedInAfterDays = 2000
    #expect(
      situation.verdict.explanation
        == "Never logged in; created 2017-10-04T12:00:00Z, not long enough ago.")
  }
}
