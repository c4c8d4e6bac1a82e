internal import Cleanup
internal import Jobs
internal import Storage
internal import Testing

@Suite("Logins, runs and persons while an import is under way")
struct ImportUnderWayTests {
  private let deactivate = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))
  private let takeSeats = Policy(
    action: .removeFromGroup("members"), inactiveAfterDays: 180,
    safetyLimits: SafetyLimits(maxPercent: 100))

  @Test("Whom a login, a person or an undo brings back is not put out again by the listing")
  func broughtBack() async throws {
    for policy in [deactivate, takeSeats] {
      try await withJobTenant { tenant in
        let names = ["ann", "bob", "eve"]
        try await tenant.importUsers(names.map { tenant.user($0, daysAgo: 400) })
        let run = try await tenant.finish(try await tenant.startRun(policy), isResumed: false)
        #expect(run.counts.done == 3)
        // What the source took down after the run.
        let listed = names.map { name in
          var user = tenant.user(name, daysAgo: 390, groups: policy == takeSeats ? [] : ["members"])
          user.isActive = policy == takeSeats
          return user
        }
        let session = try await begin(tenant, atSeconds: 1)
        try await session.append(users: listed, groups: [], at: tenant.now)
        #expect(try await tenant.login("ann", clockSeconds: 2).outcome == .woken)
        #expect(try await act(.restore, "bob", tenant, atSeconds: 2).map(\.result) == [.done])
        #expect(try await tenant.undo(run, afterSeconds: 2).counts.done == 1)
        try await finish(session, tenant, atSeconds: 3)
        for name in names {
          let details = try #require(try await tenant.details(name))
          #expect(details.user.isActive && details.memberships.map(\.group) == ["members"])
          #expect(try await tenant.login(name, clockSeconds: 4).outcome == .letIn, "\(name)")
        }
      }
    }
  }

  @Test("Whom a run puts to sleep meanwhile is not woken by the listing, but by a login")
  func putToSleep() async throws {
    for policy in [deactivate, takeSeats] {
      try await withJobTenant { tenant in
        try await tenant.importUsers([tenant.user("ann", daysAgo: 400)])
        let started = try await tenant.startRun(policy)
        let session = try await begin(tenant, atSeconds: 1)
        var listed = tenant.user("ann", daysAgo: 390)
        listed.isActive = true
        try await session.append(users: [listed], groups: [], at: tenant.now)
        let run = try await tenant.finish(started, afterSeconds: 2, isResumed: false)
        #expect(run.counts.done == 1)
        try await finish(session, tenant, atSeconds: 3)
        let asleep = try #require(try await tenant.details("ann"))
        #expect(asleep.user.isActive == (policy == takeSeats))
        #expect(asleep.memberships.isEmpty == (policy == takeSeats))
        #expect(asleep.holds.map(\.isWakeable) == [true])
        #expect(try await tenant.login("ann", clockSeconds: 4).outcome == .woken)
      }
    }
  }

  private func begin(
    _ tenant: JobTenant, atSeconds seconds: Int64
  ) async throws -> ImportSession {
    let directory = try await tenant.database.read { (reader) throws(StorageError) in
      try reader.directory(named: "users")
    }
    return try await tenant.database.beginImport(
      into: try #require(directory).id, mode: .full, at: tenant.now.advanced(bySeconds: seconds))
  }

  private func finish(
    _ session: ImportSession, _ tenant: JobTenant, atSeconds seconds: Int64
  ) async throws {
    _ = try await session.finish(
      at: tenant.now.advanced(bySeconds: seconds)
    ) { (_, _) throws(StorageError) in }
  }

  private func act(
    _ kind: ManualActionKind, _ name: String, _ tenant: JobTenant, atSeconds seconds: Int64
  ) async throws -> [Outcome] {
    let action = ManualAction(users: [UserRef(username: name)], kind: kind, reason: "test")
    let moment = tenant.now.advanced(bySeconds: seconds)
    return try await tenant.database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try ManualActions(in: writer, by: JobTenant.caller, at: moment).perform(action)
    }.value
  }
}
