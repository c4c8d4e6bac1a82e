internal import Cleanup
internal import Jobs
internal import Storage
internal import Testing

@Suite("Logins that ID tokens prove", .timeLimit(.minutes(1)))
struct ProvenLoginTests {
  private let deactivate = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  private let creating = Provisioning(directories: [
    DirectoryProvisioning(
      directory: "users", createsUsers: true, updatesUsers: true,
      attributes: [
        DirectoryProvisioning.AttributeMapping(claim: "name", attribute: .displayName)
      ],
      groups: [
        DirectoryProvisioning.GroupMapping(
          claim: "dept", value: "it", group: "extras", isRemovedWhenGone: true)
      ])
  ])

  private func refusal(
    _ body: () async throws -> LoginAnswer
  ) async -> RefusalReason? {
    do {
      _ = try await body()
      return nil
    } catch {
      return (error as? Refusal)?.reason
    }
  }

  @Test("A token wakes its user, once; the same report repeats the answer, after a restart too")
  func repeats() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", by: deactivate)
      let first = try await tenant.prove("s-bob", as: "bob", token: 1, clockSeconds: 60)
      #expect(first.outcome == .refused && first.obstacles.map(\.code) == [.loginTooOld])
      let woken = try await tenant.prove(
        "s-bob", as: "bob", token: 2, issuedSeconds: 59, clockSeconds: 60)
      #expect(woken.outcome == .woken && woken.isActive)
      #expect(
        try await tenant.details("bob")?.user.lastActivity.time
          == tenant.now.advanced(bySeconds: 59))
      // Somebody closes the account meanwhile; the repeat does nothing and answers what was.
      _ = try await tenant.act(.deactivate, "bob")
      for _ in 0..<2 {
        let again = try await tenant.prove(
          "s-bob", as: "bob", token: 2, issuedSeconds: 59, clockSeconds: 70)
        #expect(again == woken)
      }
      #expect(try await tenant.details("bob")?.user.isActive == false)
      let refused = try await tenant.prove(
        "s-bob", as: "bob", token: 3, issuedSeconds: 80, clockSeconds: 80)
      #expect(refused.obstacles.map(\.code) == [.blocked])
    }
  }

  @Test("A token that comes with another report is refused, and nothing is done")
  func reuse() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 9)])
      #expect(try await tenant.prove("s", as: "ann", token: 1, report: 1).outcome == .letIn)
      let reason = await refusal {
        try await tenant.prove("s", as: "ann", token: 1, report: 2, clockSeconds: 5)
      }
      #expect(reason == .idTokenReused)
      #expect(
        try await tenant.details("ann")?.user.lastActivity.time
          == tenant.now.advanced(bySeconds: -1))
    }
  }

  @Test("Once linked, the subject alone counts, whatever the user is called now")
  func links() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("ann", daysAgo: 9), tenant.user("bea", daysAgo: 9),
      ])
      _ = try await tenant.prove("s-ann", as: "ANN", token: 1)
      for (token, name) in [(2, "bea"), (3, "nobody"), (4, nil)] as [(UInt8, String?)] {
        let answer = try await tenant.prove("s-ann", as: name, token: token)
        #expect(answer.username == "ann" && answer.outcome == .letIn)
      }
      // Who takes over a name does not take over the account.
      let other = try await tenant.prove("s-new", as: "ann", token: 5)
      #expect(other.outcome == .refused && other.obstacles.map(\.code) == [.otherSubject])
      #expect(
        try await tenant.audit(of: "id-ann").map(\.action)
          == ["identity.linked", "login.refused"])
      // Another provider has subjects of its own.
      let elsewhere = try await tenant.prove(
        "s-new", as: "ann", token: 6, issuer: "https://other.example.org")
      #expect(elsewhere.outcome == .letIn)
      #expect(await refusal { try await tenant.prove("s-x", as: nil, token: 7) } == .idTokenRefused)
      _ = try await tenant.database.write { (writer) throws(StorageError) in
        try writer.forgetIdentities(of: JobTenant.issuer)
      }
      #expect(try await tenant.prove("s-new", as: "ann", token: 8).outcome == .letIn)
    }
  }

  @Test("A user who is created is linked, and follows the claims by the usual way")
  func created() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([
        tenant.user("ann", daysAgo: 1, groups: ["members", "extras"])
      ])
      try await tenant.provision(creating)
      let claims = [Claim(name: "name", values: ["Zoe Z"]), Claim(name: "dept", values: ["it"])]
      let answer = try await tenant.prove(
        "s-zoe", as: "zoe", token: 1, claims: claims, issuedSeconds: 1, clockSeconds: 1)
      #expect(answer.outcome == .created && answer.effects.contains { $0.group == "extras" })
      let events = try await tenant.audit(of: "zoe")
      #expect(events.map(\.action) == ["login.created", "identity.linked"])
      #expect(events.first?.after.contains("s-zoe") == true)
      let renamed = try await tenant.prove(
        "s-zoe", as: "zoe2", token: 2, claims: [Claim(name: "name", values: ["Zoe Y"])],
        issuedSeconds: 2, clockSeconds: 2)
      #expect(renamed.username == "zoe")
      #expect(renamed.effects.map(\.code) == [.updated, .groupRemoved])
      #expect(try await tenant.details("zoe")?.user.displayName == "Zoe Y")
    }
  }

  @Test("Who is blocked gets no second account under another name, though no listing has the first")
  func blockedRenamed() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 9), tenant.user("b", daysAgo: 9)])
      try await tenant.provision(creating)
      _ = try await tenant.prove("s-ann", as: "ann", token: 1)
      _ = try await tenant.act(.deactivate, "ann")
      try await tenant.importUsers([tenant.user("b", daysAgo: 9)])
      let answer = try await tenant.prove(
        "s-ann", as: "ann2", token: 2, issuedSeconds: 1, clockSeconds: 1)
      #expect(answer.outcome == .refused && answer.obstacles.map(\.code) == [.blocked])
      #expect(try await tenant.details("ann2") == nil)
    }
  }

  @Test("Who vanished from a listing is found by name again")
  func vanished() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 9), tenant.user("b", daysAgo: 9)])
      _ = try await tenant.prove("s-ann", as: "ann", token: 1)
      try await tenant.importUsers([
        ImportedUser(externalID: "new-ann", username: "ann"), tenant.user("b", daysAgo: 9),
      ])
      let answer = try await tenant.prove("s-ann", as: "ann", token: 2)
      #expect(answer.user?.externalID == "new-ann" && answer.outcome == .letIn)
      #expect(try await tenant.prove("s-ann", as: "b", token: 3).username == "ann")
    }
  }

  @Test("A token that expires while its login waits proves nothing, and is forgotten in time")
  func expiry() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 9)])
      let late = await refusal {
        try await tenant.prove("s", as: "ann", token: 1, clockSeconds: 300)
      }
      #expect(late == .idTokenRefused)
      for token in 2..<30 as Range<UInt8> {
        _ = try await tenant.prove("s", as: "ann", token: token, clockSeconds: 10)
      }
      for token in 30..<33 as Range<UInt8> {
        _ = try await tenant.prove(
          "s", as: "ann", token: token, expiresSeconds: 900, clockSeconds: 301)
      }
      let count = try await tenant.database.read { (reader) throws(StorageError) in
        try reader.usedIDTokenCount()
      }
      #expect(count == 3)
    }
  }

  @Test("Where a provider has a directory, its users are looked for there alone")
  func directory() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 9)])
      let reason = await refusal {
        try await tenant.prove("s", as: "ann", token: 1, directory: "other")
      }
      #expect(reason == .directoryNotFound)
      #expect(
        try await tenant.prove("s", as: "ann", token: 1, directory: "users").outcome == .letIn)
    }
  }

  @Test("Of many at once that bring the same token, one does it and all hear of it")
  func together() async throws {
    try await withJobTenant { tenant in
      try await tenant.putToSleep("bob", by: deactivate)
      let answers = try await withThrowingTaskGroup(of: LoginAnswer.self) { group in
        for _ in 0..<30 {
          group.addTask {
            try await tenant.prove("s", as: "bob", token: 1, issuedSeconds: 59, clockSeconds: 60)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers).count == 1 && answers.first?.outcome == .woken)
      let actions = try await tenant.audit(of: "id-bob").map(\.action)
      #expect(actions.filter { $0 == "login.woke" }.count == 1)
    }
  }
}
