internal import Cleanup
internal import Jobs
internal import Storage

extension Simulator {
  private static let tenantName = "company"

  /// The company's tenant, which is made in the first process that lives long enough.
  static func tenant(in data: DataFolder) async throws -> TenantLease {
    let known = try await data.operators.read { (reader) throws(StorageError) in
      try reader.tenant(named: tenantName)
    }
    if let known { return try await data.tenants.lease(known.id) }
    let made = try await data.tenants.create(
      named: tenantName, displayName: "", at: Year.start
    ) { (writer) throws(StorageError) in
      _ = try writer.putDirectory(
        named: CompanyRules.directory, kind: .embedded, at: Year.start)
      _ = try writer.putPolicy(CompanyRules.policy, by: caller.tokenName, at: Year.start)
      _ = try writer.putProvisioning(
        CompanyRules.provisioning, by: caller.tokenName, at: Year.start)
    } record: { (_, tenant) throws(StorageError) in
      tenant
    }
    return try await data.tenants.lease(made.value.id)
  }

  /// Switches the schedule on, once.
  func configure(_ scheduler: Scheduler) async throws {
    let database = database
    try await scheduler.change(of: database.id) { () async throws(Refusal) in
      _ = try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
        let known = try attempt { () throws(StorageError) in try writer.reader.schedule() }
        if known != nil { return }
        _ = try ScheduleKeeper.put(
          CompanyRules.schedule, etag: "", by: Self.caller, at: Year.start, in: writer)
      }
    }
  }
}
