internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Logins of users who are known", .timeLimit(.minutes(1)))
struct LoginTests {
  private let deactivate = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  private let takeSeats = Policy(
    action: .removeFromGroup("members"), inactiveAfterDays: 180,
    safetyLimits: SafetyLimits(maxPercent: 100))

  @Test("A login is remembered by kind and source, and signals merge by maximum")
  func signals() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1)])
      for seconds in [-50, -10, -30] as [Int64] {
        let answer = try await tenant.login("ANN", atSeconds: seconds)
        #expect(answer.outcome == .letIn && answer.isActive && answer.effects.isEmpty)
        #expect(answer.user == UserRef(directory: "users", externalID: "id-ann"))
      }
      _ = try await tenant.login("ann", atSeconds: -20, source: "other")
      let signals = try #require(try await tenant.details("ann")).signals
        .filter { $0.kind == .ssoLogin }
      #expect(signals.map(\.source) == ["gateway", "other"])
      #expect(
        signals.map(\.time) == [-10, -20].map { tenant.now.advanced(bySeconds: $0) })
      // A clock that runs ahead makes no login later than now.
      _ = try await tenant.login("ann", atSeconds: 30)
      #expect(try await tenant.details("ann")?.user.lastActivity.time == tenant.now)
    }
  }

  @Test("Whom a run closed is open again after a login, for a full period")
  func account() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", by: deactivate)
      let answer = try await tenant.login("bob", clockSeconds: 60)
      #expect(answer.outcome == .woken && answer.isActive)
      #expect(answer.effects == [LoginEffect(.reactivated)])
      let bob = try #require(try await tenant.details("bob"))
      #expect(bob.user.isActive && bob.holds.isEmpty)
      #expect(bob.user.reactivatedAt == tenant.now.advanced(bySeconds: 60))
      let events = try await tenant.audit(of: "id-bob")
      #expect(events.map(\.action) == ["user.deactivate", "login.woke"])
      #expect(events.last?.after.contains("REACTIVATED") == true)
      // The same login once more does nothing, and is no news.
      let again = try await tenant.login("bob", clockSeconds: 61)
      #expect(again.outcome == .letIn && again.effects.isEmpty)
      #expect(try await tenant.audit(of: "id-bob").count == 2)
    }
  }

  @Test("Whom a run took out of a group is given back that very membership")
  func group() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", by: takeSeats)
      #expect(try await tenant.details("bob")?.memberships.isEmpty == true)
      let answer = try await tenant.login("bob")
      #expect(answer.outcome == .woken)
      #expect(answer.effects == [LoginEffect(.groupRestored, group: "members")])
      let bob = try #require(try await tenant.details("bob"))
      #expect(bob.memberships.map(\.group) == ["members"] && bob.holds.isEmpty)
      #expect(bob.user.reactivatedAt == tenant.now)
    }
  }

  @Test("Whom a person blocked no login opens, and the signal is remembered all the same")
  func blocked() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", "eve", by: deactivate)
      _ = try await tenant.act(.deactivate, "bob")
      for _ in 0..<2 {
        let answer = try await tenant.login("bob", clockSeconds: 5)
        #expect(answer.outcome == .refused && !answer.isActive)
        #expect(answer.obstacles == [LoginObstacle(.blocked)])
      }
      let bob = try #require(try await tenant.details("bob"))
      #expect(!bob.user.isActive && bob.holds.map(\.isWakeable) == [false])
      #expect(bob.user.lastActivity.time == tenant.now.advanced(bySeconds: 5))
      // Told of once an hour, however often it is tried.
      let refused = try await tenant.audit(of: "id-bob").filter { $0.action == "login.refused" }
      #expect(refused.count == 1)
      _ = try await tenant.login("bob", clockSeconds: 3700)
      #expect(
        try await tenant.audit(of: "id-bob").filter { $0.action == "login.refused" }.count == 2)
      #expect(try await tenant.login("eve").outcome == .woken)
    }
  }

  @Test("Who is closed at the source without a hold stays closed")
  func closedAtSource() async throws {
    try await withJobTenant { tenant in
      var user = tenant.user("bob", daysAgo: 1)
      user.isActive = false
      try await tenant.importUsers([user])
      let answer = try await tenant.login("bob")
      #expect(answer.outcome == .refused && answer.obstacles == [LoginObstacle(.blocked)])
    }
  }

  @Test("A group that a person took keeps out only where the seats are for its members")
  func blockedGroup() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("ann", daysAgo: 1, groups: ["members", "extras"])
      ])
      try await tenant.configure(takeSeats)
      _ = try await tenant.act(.removeFromGroup("extras"), "ann")
      #expect(try await tenant.login("ann").outcome == .letIn)
      _ = try await tenant.act(.removeFromGroup("members"), "ann")
      let answer = try await tenant.login("ann")
      #expect(answer.outcome == .refused && answer.isActive)
      #expect(answer.obstacles == [LoginObstacle(.blocked, group: "members")])
      #expect(try await tenant.details("ann")?.memberships.isEmpty == true)
    }
  }

  @Test("A login wakes only where it is not before the hold, or lies in the middle of its run")
  func beforeTheHold() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(["ann", "bob", "eve"].map { tenant.user($0, daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      _ = try await tenant.finish(run, afterSeconds: 100, isResumed: false)
      let early = try await tenant.login("bob", atSeconds: -1, clockSeconds: 200)
      #expect(early.outcome == .refused)
      #expect(early.obstacles == [LoginObstacle(.loginTooOld)])
      #expect(try await tenant.details("bob")?.holds.map(\.isWakeable) == [true])
      #expect(
        try await tenant.login("ann", atSeconds: 50, clockSeconds: 200).outcome == .woken)
      #expect(
        try await tenant.login("eve", atSeconds: 100, clockSeconds: 200).outcome == .woken)
      // By hand there is no run in the middle of which it could have been.
      _ = try await tenant.act(.deactivate, "ann", analysis: run.analysisID)
      #expect(try await tenant.login("ann", atSeconds: -1).outcome == .refused)
      #expect(try await tenant.login("ann", atSeconds: 0).outcome == .woken)
    }
  }

  @Test("Where waking is switched off, or the directory is read-only, the answer says so")
  func notAllowed() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", by: deactivate)
      try await tenant.provision(
        Provisioning(directories: [
          DirectoryProvisioning(directory: "users", activatesUsers: false)
        ]))
      #expect(try await tenant.login("bob").obstacles == [LoginObstacle(.activationOff)])
      try await tenant.provision(Provisioning())
      try await tenant.putDirectory("users", DirectoryCapabilities(deactivate: false))
      #expect(try await tenant.login("bob").obstacles == [LoginObstacle(.readOnlyDirectory)])
      try await tenant.putDirectory("users")
      #expect(try await tenant.login("bob").outcome == .woken)
    }
  }

  @Test("Nobody is woken beyond the seats, by accounts or by members of the group")
  func seats() async throws {
    for policy in [deactivate, takeSeats] {
      try await withJobTenant { tenant in
        try await tenant.putToSleep("bob", "eve", by: policy, awake: ["ann"])
        try await tenant.provision(Provisioning(seatLimit: 1))
        #expect(try await tenant.login("bob").obstacles.map(\.code) == [.seatsFull])
        #expect(try await tenant.login("ann").outcome == .letIn)
        try await tenant.provision(Provisioning(seatLimit: 2))
        #expect(try await tenant.login("bob").outcome == .woken)
        #expect(try await tenant.login("eve").obstacles.map(\.code) == [.seatsFull])
        try await tenant.provision(Provisioning())
        #expect(try await tenant.login("eve").outcome == .woken)
      }
    }
  }

  @Test("Of a username in two directories the first one's user is meant")
  func shadowed() async throws {
    try await withJobTenant { tenant in
      try await tenant.putDirectory("second")
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1)])
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1)], directory: "second")
      #expect(try await tenant.login("ann").user?.directory == "users")
      #expect(try await tenant.login("ann", directory: "second").user?.directory == "second")
    }
  }
}
