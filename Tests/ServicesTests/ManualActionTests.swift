internal import Cleanup
internal import Messages
internal import RPC
internal import Testing

@Suite("Actions by hand")
struct ManualActionTests {
  private func act(
    _ tenant: TestTenant, _ kind: ManualActionKind, _ names: String..., analysis: String = "",
    override reason: String = ""
  ) async throws -> [Outcome] {
    try await tenant.call(
      Methods.Cleanup.manualAction,
      ManualActionRequest(
        action: ManualAction(
          users: names.map { UserRef(username: $0) }, kind: kind, reason: "test",
          analysisID: analysis, overrideReason: reason))
    ).outcomes
  }

  private func prepared(_ service: RunningService) async throws -> TestTenant {
    let tenant = try await service.tenant()
    let users = SampleUsers(now: service.clock.now)
    try await tenant.importUsers(
      [
        users.user("ann", daysAgo: 1), users.user("bob", daysAgo: 400),
        users.user("cid", daysAgo: 400, groups: ["staff"]),
        users.user("dan", daysAgo: 400, groups: ["members", "moderators"]),
      ], groups: [ImportedGroup(name: "staff", parent: "members")])
    return tenant
  }

  @Test("Each action and its inverse, and what was so already is skipped")
  func inverses() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      #expect(try await act(tenant, .deactivate, "ann").map(\.result) == [.done])
      #expect(try await !tenant.user("ann").user.isActive)
      #expect(try await act(tenant, .deactivate, "ann").map(\.code) == [.alreadyDone])
      #expect(try await act(tenant, .reactivate, "ann").map(\.result) == [.done])
      #expect(try await tenant.user("ann").user.isActive)
      #expect(try await tenant.user("ann").holds.isEmpty)
      #expect(try await act(tenant, .removeFromGroup("members"), "ann").map(\.result) == [.done])
      #expect(try await tenant.user("ann").memberships.isEmpty)
      #expect(try await act(tenant, .addToGroup("members"), "ann").map(\.result) == [.done])
      #expect(try await tenant.user("ann").memberships.map(\.group) == ["members"])
      #expect(
        try await act(tenant, .removeFromGroup("members"), "cid").map(\.code)
          == [.inheritedMembership])
    }
  }

  @Test("Restore takes back everything that is held, exactly")
  func restore() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      _ = try await act(tenant, .removeFromGroup("members"), "bob")
      _ = try await act(tenant, .deactivate, "bob")
      #expect(try await tenant.user("bob").holds.count == 2)
      #expect(try await act(tenant, .restore, "bob").map(\.result) == [.done])
      let bob = try await tenant.user("bob")
      #expect(bob.user.isActive)
      #expect(bob.memberships.map(\.group) == ["members"])
      #expect(bob.holds.isEmpty)
      #expect(try await act(tenant, .restore, "bob").map(\.code) == [.nothingToRestore])
    }
  }

  @Test("Who was a candidate in the named analysis can be woken by a login, others are blocked")
  func wakeable() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let analysis = try await tenant.analyze().analysis.id
      _ = try await act(tenant, .deactivate, "ann", "bob", analysis: analysis)
      #expect(try await tenant.user("ann").holds.map(\.isWakeable) == [false])
      #expect(try await tenant.user("bob").holds.map(\.isWakeable) == [true])
      #expect(try await act(tenant, .deactivate, "bob").map(\.result) == [.done])
      #expect(try await tenant.user("bob").holds.map(\.isWakeable) == [false])
    }
  }

  @Test("An exception wins unless an administrator overrides it; protection cannot be overridden")
  func exceptions() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      try await tenant.configure(
        Policy(
          action: .deactivate, inactiveAfterDays: 180,
          exceptions: PolicyExceptions(groups: ["moderators"], usernamePatterns: ["a*"]),
          protection: AdminProtection(adminGroups: ["moderators"])))
      #expect(
        try await act(tenant, .deactivate, "ann").map(\.code) == [.verdict(.userExcluded)])
      #expect(try await act(tenant, .deactivate, "dan").map(\.code) == [.verdict(.protected)])
      let worker = try await tenant.with(.operator)
      await expectRefusal(.permissionDenied) {
        try await act(worker, .deactivate, "ann", override: "must go")
      }
      #expect(
        try await act(tenant, .deactivate, "ann", override: "must go").map(\.result) == [.done])
      #expect(
        try await act(tenant, .deactivate, "dan", override: "must go").map(\.code)
          == [.verdict(.protected)])
    }
  }

  @Test("Unknown, doubled and too many users refuse the whole action, each by its place")
  func wrongUsers() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      await expectRefusal(.invalidRequest, fields: ["users[1]", "users[2]"]) {
        try await act(tenant, .deactivate, "ann", "nobody", "ANN")
      }
      await expectRefusal(.invalidRequest, fields: ["users"]) {
        try await act(tenant, .deactivate)
      }
      await expectRefusal(.invalidRequest, fields: ["group"]) {
        try await act(tenant, .addToGroup("ghosts"), "ann")
      }
      #expect(try await tenant.user("ann").user.isActive)
    }
  }

  @Test("A username in two directories must come with one of them")
  func ambiguous() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      _ = try await tenant.call(Methods.Directories.putDirectory, .with { $0.name = "second" })
      let users = SampleUsers(now: service.clock.now)
      try await tenant.importUsers([users.user("ann", daysAgo: 400)], directory: "second")
      await expectRefusal(.ambiguousUser, .invalidArgument) { try await tenant.user("ann") }
      let shadowed = try await tenant.call(
        Methods.Directories.getUser,
        .with { $0.user = UserRef(directory: "second", username: "ann") })
      #expect(shadowed.user.shadowedBy == "users")
    }
  }

  @Test("Exempt users are kept until their date, and an exemption can be ended")
  func exemptions() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      try await tenant.configure(Policy(action: .deactivate, inactiveAfterDays: 180))
      let until = service.clock.now.advanced(bySeconds: 3600)
      #expect(
        try await act(tenant, .exempt(until: until, owner: "hr"), "bob").map(\.result) == [.done])
      let explained = try await tenant.call(
        Methods.Cleanup.explainUser, .with { $0.user = UserRef(username: "bob") })
      #expect(explained.verdict.reason == .exempt)
      #expect(explained.rules.filter(\.isDecisive).map(\.reason) == [.exempt])
      let list = try await tenant.call(Methods.Cleanup.listExemptions, ListExemptionsRequest())
      #expect(list.exemptions.map(\.username) == ["bob"])
      _ = try await tenant.call(
        Methods.Cleanup.deleteExemption, .with { $0.user = UserRef(username: "bob") })
      await expectRefusal(.exemptionNotFound, .notFound) {
        try await tenant.call(
          Methods.Cleanup.deleteExemption, .with { $0.user = UserRef(username: "bob") })
      }
      await expectRefusal(.invalidRequest, fields: ["until_time", "owner"]) {
        try await tenant.call(
          Methods.Cleanup.putExemption,
          .with {
            $0.user = UserRef(username: "bob")
            $0.until = service.clock.now
            $0.reason = "leave"
          })
      }
    }
  }

  @Test("A rehearsal answers the outcomes and changes nobody")
  func rehearsal() async throws {
    try await withService { service in
      let tenant = try await prepared(service)
      let action = ManualAction(
        users: [UserRef(username: "ann")], kind: .deactivate, reason: "test")
      let answer = try await tenant.call(
        Methods.Cleanup.manualAction, ManualActionRequest(action: action, isValidateOnly: true))
      #expect(answer.outcomes.map(\.result) == [.done])
      #expect(try await tenant.user("ann").user.isActive)
    }
  }
}
