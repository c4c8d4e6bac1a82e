internal import Cleanup
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import Jobs
@testable internal import Storage

@Suite("Runs that cannot go on for good")
struct GivenUpRunTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)

  @Test("Watchers of a run that is given up are told, and whoever takes it up again ends it")
  func watchers() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<20).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.refuseOutcomes()
      try await tenant.withEngine { engine in
        let run = try await engine.start(in: tenant.lease) { () async throws(Refusal) in
          try await tenant.makeRun(deactivate)
        }
        let isTold = Mutex(false)
        let news = try engine.watch(run.id, of: tenant.database.id)
        let watching = Task {
          for await _ in news {}
          isTold.withLock { $0 = true }
        }
        try await eventually("the watcher is told", within: .seconds(5)) {
          isTold.withLock(\.self)
        }
        await watching.value
        #expect(try await tenant.stored(run)?.state == .running)
        #expect(try await tenant.hasHint(), "the next start would not try again")
        #expect(engine.obstacle(in: tenant.database.id)?.code == .conflict)
        #expect(!engine.isAtWork(in: tenant.database.id))
        for await _ in try engine.watch(run.id, of: tenant.database.id) {
          Issue.record("there is nobody who could tell anything")
        }
        try await tenant.takeOutcomes()
        _ = try await engine.start(in: tenant.lease) { () async throws(Refusal) in run }
        try await eventually("the run ends") {
          try await tenant.stored(run)?.state == .completed
        }
        try await eventually("the hint goes") { try await !tenant.hasHint() }
        #expect(engine.obstacle(in: tenant.database.id) == nil)
        try await tenant.expectAgreement(on: try #require(try await tenant.stored(run)), done: 20)
      }
    }
  }

  @Test("A run that was given up for longer than its analysis may live acts on nobody any more")
  func expired() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<5).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.refuseOutcomes()
      let clock = SetClock(tenant.now)
      try await tenant.withEngine(at: clock) { engine in
        let run = try await engine.start(in: tenant.lease) { () async throws(Refusal) in
          try await tenant.makeRun(deactivate)
        }
        try await eventually("the run is given up") {
          engine.obstacle(in: tenant.database.id) != nil
        }
        try await tenant.takeOutcomes()
        clock.set(tenant.now.advanced(bySeconds: deactivate.analysisTTLSeconds))
        _ = try await engine.start(in: tenant.lease) { () async throws(Refusal) in run }
        try await expectExpired(run, tenant)
      }
    }
  }

  @Test("A run that an earlier process left is too old, whoever takes it up")
  func left() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<5).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.makeRun(deactivate)
      let clock = SetClock(tenant.now.advanced(bySeconds: deactivate.analysisTTLSeconds))
      try await tenant.withEngine(at: clock) { engine in
        _ = try await engine.start(in: tenant.lease) { () async throws(Refusal) in run }
        try await expectExpired(run, tenant)
      }
    }
  }

  private func expectExpired(_ run: Run, _ tenant: JobTenant) async throws {
    try await eventually("the run ends") { try await tenant.stored(run)?.state == .completed }
    let counts = try await tenant.stored(run)?.counts
    #expect(counts?.done == 0 && counts?.skipped == 5)
  }
}

extension JobTenant {
  /// Has storage refuse every outcome, which no second attempt can help.
  fileprivate func refuseOutcomes() async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.connection.execute(
        """
        CREATE TRIGGER refusal BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'no'); END
        """)
    }
  }

  /// Has storage take outcomes again.
  fileprivate func takeOutcomes() async throws {
    _ = try await database.write { (writer) throws(StorageError) in
      try writer.connection.execute("DROP TRIGGER refusal")
    }
  }
}
