internal import Cleanup
internal import Foundation
internal import Logging
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import Jobs

@Suite("The engine of runs")
struct RunEngineTests {
  private let deactivate = Policy(action: .deactivate, inactiveAfterDays: 180)

  @Test("A run is taken to its end, its watchers are told, and its tenant is forgotten")
  func works() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<120).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.withEngine { engine in
        let run = try await engine.start(in: tenant.lease) { () async throws(Refusal) in
          try await tenant.makeRun(deactivate)
        }
        let news = try engine.watch(run.id, of: tenant.lease.database.id)
        try await eventually("the run ends") {
          try await tenant.stored(run)?.state == .completed
        }
        for await _ in news {}
        try await eventually("the hint goes") { try await !tenant.hasHint() }
        // A repeated request hands in the same run again; it is over, and stays so.
        let ended = try #require(try await tenant.stored(run))
        _ = try await engine.start(in: tenant.lease) { () async throws(Refusal) in ended }
        try await eventually("the hint goes again") { try await !tenant.hasHint() }
        #expect(try await tenant.stored(run) == ended)
        try await tenant.expectAgreement(on: ended, done: 120)
      }
    }
  }

  @Test("A run whose log file cannot be written is tried again, and ends once it can")
  func retries() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<20).map { tenant.user("user\($0)", daysAgo: 400) })
      let logs = tenant.database.files.logs
      try FileManager.default.removeItem(atPath: logs)
      try Data().write(to: URL(filePath: logs))
      try await tenant.withEngine { engine in
        let run = try await engine.start(in: tenant.lease) { () async throws(Refusal) in
          try await tenant.makeRun(deactivate)
        }
        try await eventually("everyone has an outcome") {
          try await tenant.stored(run)?.counts.total == 20
        }
        #expect(try await tenant.stored(run)?.state == .running)
        #expect(try await tenant.hasHint())
        // The folder is made again by whoever writes into it.
        try FileManager.default.removeItem(atPath: logs)
        try await eventually("the run ends") {
          try await tenant.stored(run)?.state == .completed
        }
        try await tenant.expectAgreement(on: try #require(try await tenant.stored(run)), done: 20)
      }
    }
  }

  @Test("A run that cannot be made leaves no claim behind; one that was made by then is worked off")
  func failedStart() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<20).map { tenant.user("user\($0)", daysAgo: 400) })
      try await tenant.withEngine { engine in
        await #expect(throws: Refusal.self) {
          try await engine.start(in: tenant.lease) { () async throws(Refusal) -> Run in
            throw Refusal(.analysisStale, "test")
          }
        }
        // The engine may look at the tenant by itself as it starts, because of the hint.
        try await eventually("nobody claims the tenant") {
          !engine.claims.isOnly(tenant.database.id)
        }
        // As when a call is cancelled while its transaction commits.
        await #expect(throws: Refusal.self) {
          try await engine.start(in: tenant.lease) { () async throws(Refusal) -> Run in
            _ = try await tenant.makeRun(deactivate)
            throw Refusal(.interrupted, "test")
          }
        }
        try await eventually("the run ends") { try await !tenant.hasHint() }
        let run = try await tenant.database.read { (reader) throws(StorageError) in
          try reader.latestRun()
        }
        try await tenant.expectAgreement(on: try #require(run), done: 20)
      }
    }
  }

  @Test(
    "A hint goes only when nobody else has a claim to the tenant, and a run works once at a time")
  func claims() {
    let claims = RunClaims()
    let tenant = TenantID.random()
    #expect(!claims.isOnly(tenant))
    claims.claim(tenant)
    #expect(claims.isOnly(tenant))
    claims.claim(tenant)
    #expect(!claims.isOnly(tenant))
    claims.release(tenant)
    #expect(claims.isOnly(tenant))
    #expect(claims.begin("run", of: tenant))
    #expect(!claims.begin("run", of: tenant))
    claims.end("run")
    #expect(claims.begin("run", of: tenant))
  }

  @Test("Watchers are counted, and none waits for an engine that has stopped")
  func watchers() async throws {
    let watchers = RunWatchers()
    let (tenant, other) = (TenantID.random(), TenantID.random())
    let (one, many) = (RunWatchers.Limits(all: 2, tenant: 1), RunWatchers.Limits(all: 9, tenant: 9))
    do {
      let first = watchers.watch("run", of: tenant, one)
      #expect(first != nil)
      #expect(watchers.watch("other", of: tenant, one) == nil, "the tenant has its watcher")
      let second = watchers.watch("theirs", of: other, one)
      #expect(second != nil, "another tenant has one as well")
      #expect(watchers.watch("third", of: .random(), one) == nil, "all together have two")
      withExtendedLifetime((first, second)) {}
    }
    try await eventually("the place is free") { watchers.watch("run", of: tenant, one) != nil }
    let open = try #require(watchers.watch("run", of: tenant, many))
    watchers.notify("run")
    watchers.notify("run")
    watchers.finish("run")
    var news = 0
    for await _ in open { news += 1 }
    #expect(news == 1)
    watchers.close()
    for await _ in try #require(watchers.watch("run", of: tenant, many)) {
      Issue.record("there is nobody who could tell anything")
    }
  }
}
