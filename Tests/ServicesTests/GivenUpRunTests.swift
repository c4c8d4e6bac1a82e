internal import Cleanup
internal import Identity
internal import Messages
internal import RPC
internal import TestSupport
internal import Testing

@testable internal import Services
@testable internal import Storage

@Suite("Runs that cannot go on for good, through the service")
struct GivenUpRunTests {
  @Test("A restore cures a tenant whose run was given up")
  func restore() async throws {
    try await withService { service in
      let (tenant, backup) = try await Self.prepared(service)
      try await Self.startRun(tenant)
      let etag = try await service.etag()
      try await eventually("the tenant is restored", within: .seconds(5)) {
        do {
          let answer = try await service.restore(backup, etag: etag)
          return !answer.isNew
        } catch is Status {
          return false
        }
      }
      let fresh = try await TestTenant(
        service: service, name: tenant.name, token: service.fleetToken
      ).with(.admin)
      let run = try await fresh.run(try await fresh.analyze())
      #expect(run.state == .completed && run.counts.done == 30)
    }
  }

  @Test("Watching a run that was given up says why, and cancelling it has it tried once more")
  func cancel() async throws {
    try await withService { service in
      let (tenant, _) = try await Self.prepared(service)
      let run = try await Self.startRun(tenant)
      for _ in 0..<2 {
        await expectRefusal(.internalError) { try await tenant.end(of: run.id) }
      }
      try await service.execute("DROP TRIGGER refusal", in: tenant)
      let cancelled = try await tenant.call(
        Methods.Cleanup.cancelRun, .with { $0.runID = run.id })
      #expect(!cancelled.cancelledBy.isEmpty)
      try await eventually("the run ends") {
        try await tenant.call(Methods.Cleanup.getLog, .with { $0.runID = run.id }).state
          == .cancelled
      }
      #expect(try await tenant.end(of: run.id).counts.skipped == 30)
    }
  }

  /// A tenant in which storage refuses every outcome, and a backup of it from before that.
  private static func prepared(
    _ service: RunningService
  ) async throws -> (TestTenant, backup: [[UInt8]]) {
    let tenant = try await service.tenant()
    try await tenant.importUsers(SampleUsers(now: service.clock.now).mostlyDormant(40))
    try await tenant.configure(
      Policy(
        action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100)))
    let parts = try await service.stream(
      Methods.Tenants.backupTenant, .with { $0.name = tenant.name }, token: service.fleetToken,
      tenant: nil)
    let backup = parts.compactMap { part in
      if case .chunk(let bytes) = part { bytes } else { nil }
    }
    try await service.execute(
      "CREATE TRIGGER refusal BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'no'); END",
      in: tenant)
    return (tenant, backup)
  }

  @discardableResult
  private static func startRun(_ tenant: TestTenant) async throws -> Run {
    let report = try await tenant.analyze()
    return try await tenant.call(
      Methods.Cleanup.run,
      .with {
        $0.analysisID = report.analysis.id
        $0.confirmCandidateCount = report.analysis.tally.candidates
      })
  }
}

extension RunningService {
  fileprivate func etag() async throws -> String {
    try await call(
      Methods.Tenants.getTenant, .with { $0.name = "acme" }, token: fleetToken, tenant: nil
    ).etag
  }

  fileprivate func restore(
    _ backup: [[UInt8]], etag: String
  ) async throws -> RestoreTenantResponse {
    var hash = StreamHash()
    for chunk in backup { hash.add(chunk) }
    let sum = hash
    let begin = RestoreStep.begin(
      .with {
        $0.name = "acme"
        $0.etag = etag
      })
    let finish = RestoreStep.finish(
      .with {
        $0.sha256 = sum.value
        $0.byteCount = sum.byteCount
      })
    return try await send(
      Methods.Tenants.restoreTenant, [begin] + backup.map { .chunk($0) } + [finish],
      token: fleetToken, tenant: nil)
  }

  /// Changes a tenant's database behind the service's back.
  fileprivate func execute(_ sql: String, in tenant: TestTenant) async throws {
    let found = try await data.operators.read { (reader) throws(StorageError) in
      try reader.tenant(named: tenant.name)
    }
    let lease = try await data.tenants.lease(try #require(found).id)
    _ = try await lease.database.write { (writer) throws(StorageError) in
      try writer.connection.execute(sql)
    }
  }
}
