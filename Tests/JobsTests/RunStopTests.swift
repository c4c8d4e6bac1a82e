internal import Cleanup
internal import Foundation
internal import Jobs
internal import Logging
internal import Storage
internal import TestSupport
internal import Testing

@Suite("Stopping a run anywhere")
struct RunStopTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)

  @Test("Files copied after each step of a run are each taken to the same end by a new engine")
  func everyStep() async throws {
    try await withJobTenant { tenant in
      let count = RunExecution.pageSize * 4 + 10
      try await tenant.importUsers((0..<count).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await startNoted(tenant)
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      var copies = [try copy(tenant, "begun")]
      while let begun = try await execution.step() {
        copies.append(try copy(tenant, "after-\(begun.counts.total)"))
      }
      #expect(copies.count > 4)
      // The log file is written before the run is closed: a crash between leaves one of these.
      let stale = try copy(tenant, "log-written")
      let logs = "\(stale)/tenants/\(tenant.database.id)/userCleanupLogs"
      try Data("{}".utf8).write(to: URL(filePath: "\(logs)/\(run.id).jsonl"))
      copies.append(stale)
      for path in copies {
        try await resume(path, tenant) { again in
          let ended = try #require(try await again.stored(run))
          #expect(ended.state == .completed, "\(path)")
          try await again.expectAgreement(on: ended, done: count)
        }
      }
    }
  }

  @Test("An engine that is stopped leaves a run that the next engine finishes")
  func engineStops() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<3000).map { tenant.user("user\($0)", daysAgo: 400) })
      let engine = RunEngine(tenant.data, clock: tenant.clock, logger: .quiet)
      let run = try await engine.start(in: tenant.lease) { () async throws(Refusal) in
        try await tenant.makeRun(deactivate)
      }
      let news = try engine.watch(run.id, of: tenant.lease.database.id)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await engine.run() }
        for await _ in news { break }
        group.cancelAll()
      }
      let left = try #require(try await tenant.stored(run))
      #expect(left.state == .running)
      #expect(left.counts.total > 0)
      #expect(left.counts.total < 3000)
      #expect(try await tenant.hasHint())
      try await resume(try copy(tenant, "stopped"), tenant) { again in
        try await again.expectAgreement(on: try #require(try await again.stored(run)), done: 3000)
      }
    }
  }

  @Test("A step that fails changes nothing, and the same execution goes on with it")
  func failedStep() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<250).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.makeRun(deactivate)
      var execution = RunExecution(run, in: tenant.database, clock: tenant.clock, isResumed: false)
      let begun = try #require(try await execution.step())
      let trying = execution
      let failed = await withTaskGroup(of: Bool.self) { group in
        group.cancelAll()
        group.addTask {
          var trying = trying
          do {
            _ = try await trying.step()
            return false
          } catch {
            return true
          }
        }
        return await group.next() ?? false
      }
      #expect(failed)
      #expect(try await tenant.stored(run)?.counts == begun.counts)
      while try await execution.step() != nil {}
      try await tenant.expectAgreement(on: try await execution.finish(), done: 250)
    }
  }

  @Test("A run that stood still in the same process may be too old to go on, too")
  func standsStill() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<250).map { tenant.user("user\($0)", daysAgo: 400) })
      let run = try await tenant.makeRun(deactivate)
      var execution = RunExecution(
        run, in: tenant.database, clock: tenant.clock(afterSeconds: 86_400), isResumed: false)
      let begun = try #require(try await execution.step())
      #expect(begun.counts.skipped == 0)
      execution.noteInterruption()
      while try await execution.step() != nil {}
      let ended = try await execution.finish()
      #expect(ended.counts.skipped == 250 - begun.counts.done)
      try await tenant.expectAgreement(on: ended, done: begun.counts.done)
    }
  }

  /// Makes a run as a call does: the hint first, which a new engine looks for.
  private func startNoted(_ tenant: JobTenant) async throws -> Run {
    // The engine is never run: it notes the run and stops there.
    try await RunEngine(tenant.data, clock: tenant.clock, logger: .quiet)
      .start(in: tenant.lease) { () async throws(Refusal) in try await tenant.makeRun(deactivate) }
  }

  /// Copies the files as a power cut would leave them, without a farewell of the program.
  private func copy(_ tenant: JobTenant, _ name: String) throws -> String {
    let copy = tenant.folder.path(name)
    try FileManager.default.copyItem(atPath: tenant.data.path, toPath: copy)
    return copy
  }

  /// Opens a data folder, lets a new engine work until no run is left, and closes it again.
  private func resume(
    _ path: String, _ tenant: JobTenant, _ check: (JobTenant) async throws -> Void
  ) async throws {
    let data = try DataFolder.open(path)
    do {
      let lease = try await data.tenants.lease(tenant.database.id)
      let again = JobTenant(folder: tenant.folder, data: data, lease: lease, now: tenant.now)
      try await again.withEngine { _ in
        try await eventually("no run is left") { try await !again.hasHint() }
      }
      try await check(again)
    }
    await data.close()
  }
}
