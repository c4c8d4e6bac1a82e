internal import Cleanup
internal import Foundation
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Taking runs to their end")
struct RunExecutionTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)

  @Test("A run that stops after any step goes on with who is left, and nobody is touched twice")
  func resumes() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<450).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      var steps = 0
      // Each time another execution begins, as after a crash, and stops after one step.
      while true {
        var execution = RunExecution(
          run, in: tenant.database, clock: tenant.clock, isResumed: steps > 0)
        guard try await execution.step() != nil else { break }
        steps += 1
      }
      #expect(steps > 1)
      let ended = try await tenant.finish(run)
      #expect(ended.state == .completed)
      #expect(ended.counts.done == 450)
      let outcomes = try await tenant.outcomes(of: run)
      #expect(outcomes.map(\.sequence) == Array(1...450))
      #expect(Set(outcomes.map(\.username)).count == 450)
      let (holds, events) = try await tenant.database.read { (reader) throws(StorageError) in
        var holds = 0
        for outcome in outcomes {
          if let user = outcome.user { holds += try reader.openHolds(of: user).count }
        }
        let events = try reader.auditEvents(limit: 10_000).items.reversed().map(\.event)
        return (holds, events.filter { $0.action == "user.deactivate" }.count)
      }
      #expect(holds == 450)
      #expect(events == 450)
    }
  }

  @Test("A run that lay still for longer than its analysis may live skips who is left")
  func expires() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<300).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      var first = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await first.step())
      let ended = try await tenant.finish(run, afterSeconds: 86_400)
      #expect(ended.counts.done == begun.counts.done)
      #expect(ended.counts.skipped == 300 - begun.counts.done)
      let skipped = try await tenant.outcomes(of: run).filter { $0.result == .skipped }
      #expect(skipped.allSatisfy { $0.code == .runExpired })
    }
  }

  @Test("Who vanished or woke up since the analysis is skipped with the reason")
  func judgesAgain() async throws {
    try await withJobTenant { tenant in
      let names = ["ann", "bob", "cid"]
      let awake = ["dan", "eve"].map { tenant.user($0, daysAgo: 1) }
      try await tenant.importUsers(names.map { tenant.user($0, daysAgo: 400) } + awake)
      let run = try await tenant.startRun(deactivate)
      try await tenant.importUsers(
        [tenant.user("ann", daysAgo: 400), tenant.user("bob", daysAgo: 1)] + awake)
      _ = try await tenant.finish(run, isResumed: false)
      let codes = Dictionary(
        uniqueKeysWithValues: try await tenant.outcomes(of: run).map { ($0.username, $0.code) })
      #expect(codes == ["ann": nil, "bob": .verdict(.active), "cid": .vanished])
    }
  }

  @Test("A direct membership is taken and held; what is inherited is left to a person")
  func nestedGroups() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        [
          tenant.user("direct", daysAgo: 400),
          tenant.user("inherited", daysAgo: 400, groups: ["staff"]),
          tenant.user("both", daysAgo: 400, groups: ["members", "staff"]),
        ], groups: [ImportedGroup(name: "staff", parent: "members")])
      let run = try await tenant.startRun(
        Policy(action: .removeFromGroup("members"), inactiveAfterDays: 180))
      let ended = try await tenant.finish(run, isResumed: false)
      #expect(ended.counts.done == 1)
      #expect(ended.counts.manual == 2)
      let direct = try #require(try await tenant.details("direct"))
      #expect(direct.memberships.isEmpty)
      #expect(direct.holds.map(\.groupName) == ["members"])
      let inherited = try #require(try await tenant.details("inherited"))
      #expect(inherited.holds.isEmpty)
      let both = try #require(try await tenant.details("both"))
      #expect(both.memberships.filter(\.isDirect).map(\.group) == ["staff"])
      #expect(both.holds.map(\.groupName) == ["members"])
      let messages = try await tenant.outcomes(of: run).filter { $0.result == .manual }
      #expect(messages.allSatisfy { $0.message.contains("staff › members") })
    }
  }

  @Test("The last administrator is left, whoever of them slept longest")
  func protectsAdministrators() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers(
        (0..<5).map { tenant.user("admin\($0)", daysAgo: 400 + Int64($0), groups: ["admins"]) })
      var policy = deactivate
      policy.protection = AdminProtection(adminGroups: ["admins"], minAdmins: 2)
      let run = try await tenant.startRun(policy)
      #expect(try await tenant.finish(run, isResumed: false).counts.done == 3)
      for (name, isActive) in [("admin0", true), ("admin1", true), ("admin2", false)] {
        #expect(try await tenant.details(name)?.user.isActive == isActive, "\(name)")
      }
    }
  }

  @Test("A byte copy of the files, taken in the middle of a run, is a good tenant to go on with")
  func copies() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<300).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.startRun(deactivate)
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await execution.step())
      // What a power cut would leave: the files as they are, with no farewell of the program.
      let copy = tenant.folder.path("copy")
      try FileManager.default.copyItem(atPath: tenant.data.path, toPath: copy)
      let data = try DataFolder.open(copy)
      do {
        let lease = try await data.tenants.lease(tenant.database.id)
        let found = try await lease.database.read { (reader) throws(StorageError) in
          try reader.runningRun()
        }
        #expect(found?.counts.done == begun.counts.done)
        let again = JobTenant(
          folder: tenant.folder, data: data, lease: lease, now: tenant.now)
        let ended = try await again.finish(try #require(found))
        #expect(ended.counts.done == 300)
        #expect(Set(try await again.outcomes(of: run).map(\.username)).count == 300)
      }
      await data.close()
    }
  }
}
