internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("What is held of actions by hand")
struct ManualActionTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)
  private let takeSeats = Policy(action: .removeFromGroup("members"), inactiveAfterDays: 180)

  @Test("A block by hand voids what a login would give back, and a person can still restore it")
  func block() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("bob", daysAgo: 400)])
      _ = try await tenant.finish(try await tenant.startRun(takeSeats), isResumed: false)
      #expect(try await holds(tenant, "bob").map(\.isWakeable) == [true])
      #expect(try await tenant.act(.deactivate, "bob").map(\.result) == [.done])
      let held = try await holds(tenant, "bob")
      #expect(
        held.map(\.effect).sorted { $0.rawValue < $1.rawValue }
          == [.deactivate, .removeFromGroup])
      #expect(held.allSatisfy { !$0.isWakeable })
      #expect(try await tenant.act(.deactivate, "bob").map(\.code) == [.alreadyDone])
      #expect(try await tenant.act(.restore, "bob").map(\.result) == [.done])
      let bob = try #require(try await tenant.details("bob"))
      #expect(bob.user.isActive)
      #expect(bob.memberships.map(\.group) == ["members"])
      #expect(bob.holds.isEmpty)
    }
  }

  @Test("An action that names an analysis leaves a wakeable hold as it is")
  func wakeableAgain() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("bob", daysAgo: 400)])
      let run = try await tenant.startRun(deactivate)
      _ = try await tenant.finish(run, isResumed: false)
      let before = try await holds(tenant, "bob")
      let again = try await tenant.act(.deactivate, "bob", analysis: run.analysisID)
      #expect(again.map(\.code) == [.alreadyDone])
      #expect(try await holds(tenant, "bob") == before)
      #expect(before.map(\.isWakeable) == [true])
    }
  }

  @Test("Taking a group by hand that a run has taken keeps a login from giving it back")
  func removalBlocks() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("bob", daysAgo: 400)])
      _ = try await tenant.finish(try await tenant.startRun(takeSeats), isResumed: false)
      let remove = ManualActionKind.removeFromGroup("members")
      #expect(try await tenant.act(remove, "bob").map(\.result) == [.done])
      #expect(try await holds(tenant, "bob").map(\.isWakeable) == [false])
      #expect(try await tenant.act(remove, "bob").map(\.code) == [.alreadyDone])
    }
  }

  @Test(
    "Every action leaves one audit row with its caller and reason, and nothing done leaves none")
  func audit() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1)])
      let until = tenant.now.advanced(bySeconds: 3600)
      let kinds: [ManualActionKind] = [
        .deactivate, .reactivate, .removeFromGroup("members"), .addToGroup("members"),
        .removeFromGroup("members"), .restore, .exempt(until: until, owner: "hr"),
      ]
      for kind in kinds {
        #expect(try await tenant.act(kind, "ann").map(\.result) == [.done], "\(kind)")
      }
      for kind in [ManualActionKind.reactivate, .addToGroup("members"), .restore] {
        #expect(try await tenant.act(kind, "ann").map(\.result) == [.skipped], "\(kind)")
      }
      let events = try await tenant.audit(of: "id-ann")
      #expect(
        events.map(\.action) == kinds.map { "user.\($0.effect.rawValue.lowercased())" })
      #expect(events.allSatisfy { $0.caller?.tokenName == "tester" })
      #expect(events.allSatisfy { $0.after.contains("\"because\":\"test\"") })
      #expect(try await holds(tenant, "ann").isEmpty)
    }
  }

  @Test("A group of two directories is taken where it can be, and the rest is left to a person")
  func twoDirectories() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      try await tenant.putDirectory("second")
      try await tenant.importUsers([tenant.user("zoe", daysAgo: 400)], directory: "second")
      // Ann is in both groups of the name, and Zoe only in that of her own directory.
      try await join("ann", groupOf: "second", tenant)
      try await tenant.putDirectory("second", DirectoryCapabilities(editGroups: false))
      let run = try await tenant.startRun(takeSeats)
      let ended = try await tenant.finish(run, isResumed: false)
      #expect(ended.counts.manual == 2)
      let outcomes = try await tenant.outcomes(of: run)
      #expect(outcomes.map(\.code) == [.readOnlyDirectory, .readOnlyDirectory])
      #expect(try await groups(tenant, "ann") == ["second"])
      #expect(try await groups(tenant, "zoe") == ["second"])
      #expect(try await holds(tenant, "ann").count == 1)
      #expect(try await holds(tenant, "zoe").isEmpty)
      #expect(try await tenant.audit(of: "id-ann").count == 1)
      #expect(try await tenant.audit(of: "id-zoe").isEmpty)
      // Once the directory can be changed, both are taken, each with a hold of its own.
      try await tenant.putDirectory("second")
      #expect(try await tenant.act(.restore, "ann").map(\.result) == [.done])
      let remove = ManualActionKind.removeFromGroup("members")
      #expect(try await tenant.act(remove, "ann", "zoe").map(\.result) == [.done, .done])
      #expect(try await holds(tenant, "ann").count == 2)
      #expect(try await groups(tenant, "ann").isEmpty)
      #expect(try await tenant.act(.restore, "ann").map(\.result) == [.done])
      #expect(try await groups(tenant, "ann") == ["second", "users"])
    }
  }

  @Test("A directory that cannot close accounts leaves them to a person, by hand and in a run")
  func readOnlyAccounts() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
      try await tenant.putDirectory("users", DirectoryCapabilities(deactivate: false))
      let run = try await tenant.startRun(deactivate)
      _ = try await tenant.finish(run, isResumed: false)
      #expect(try await tenant.outcomes(of: run).map(\.code) == [.readOnlyDirectory])
      #expect(try await tenant.act(.deactivate, "ann").map(\.result) == [.manual])
      #expect(try await tenant.details("ann")?.user.isActive == true)
      #expect(try await holds(tenant, "ann").isEmpty)
    }
  }

  @Test("Who is exempt is kept without a policy too, until the exemption ends or is overridden")
  func exemptWithoutPolicy() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("ann", daysAgo: 1), tenant.user("bob", daysAgo: 1)])
      let until = tenant.now.advanced(bySeconds: 3600)
      _ = try await tenant.act(.exempt(until: until, owner: "hr"), "ann")
      for kind in [ManualActionKind.deactivate, .removeFromGroup("members")] {
        let outcomes = try await tenant.act(kind, "ann", "bob")
        #expect(outcomes.map(\.code) == [.verdict(.exempt), nil], "\(kind)")
      }
      let ann = try #require(try await tenant.details("ann"))
      #expect(ann.user.isActive && ann.memberships.count == 1 && ann.holds.isEmpty)
      let overridden = try await tenant.act(.deactivate, "ann", override: "she left")
      #expect(overridden.map(\.result) == [.done])
      #expect(try await tenant.act(.restore, "ann").map(\.result) == [.done])
      _ = try await tenant.act(.exempt(until: tenant.now, owner: "hr"), "ann")
      #expect(try await tenant.act(.deactivate, "ann").map(\.result) == [.done])
    }
  }

  private func holds(_ tenant: JobTenant, _ name: String) async throws -> [Hold] {
    try #require(try await tenant.details(name)).holds
  }

  /// The directories of the groups that a user is a direct member of.
  private func groups(_ tenant: JobTenant, _ name: String) async throws -> [String] {
    let user = try #require(try await tenant.details(name)).user.id
    return try await tenant.database.read { (reader) throws(StorageError) in
      let graph = try reader.groupGraph()
      return try reader.memberGroups(of: user)
        .compactMap { graph.directory(of: $0).map(graph.name(of:)) }.sorted()
    }
  }

  private func join(
    _ name: String, groupOf directory: String, _ tenant: JobTenant
  ) async throws {
    let user = try #require(try await tenant.details(name)).user.id
    _ = try await tenant.database.write { (writer) throws(StorageError) in
      let graph = try writer.reader.groupGraph()
      let rows = graph.directories(named: [directory])
      for group in graph.groups(named: ["members"], in: rows) {
        // Long ago, so that no grace keeps her.
        _ = try writer.addMembership(
          of: user, in: group, at: tenant.now.advanced(bySeconds: -86_400 * 800))
      }
    }
  }
}
