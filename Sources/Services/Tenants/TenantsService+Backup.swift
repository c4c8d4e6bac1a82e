internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Storage

extension TenantsService {
  @Sendable
  func backupTenant(
    _ request: BackupTenantRequest, _ call: FleetCall, _ responses: Responses<BackupPart>
  ) async throws {
    let place = try transfers.take()
    let tenant = try await tenant(named: request.name)
    let lease = try await lease(tenant)
    let file = try await attempt { () async throws(StorageError) in
      try await data.tenants.backup(lease)
    }
    let header = BackupHeader(
      of: tenant, applicationID: Tenants.databaseKind.applicationID,
      schemaVersion: Tenants.databaseKind.schemaVersion, byteCount: file.byteCount,
      createdAt: clock.now)
    // Whoever takes all of a tenant away leaves a trace in both places, before the first byte.
    try await auditBackup(of: tenant, in: lease.database, call)
    try await responses.send(.header(header))
    var hash = StreamHash()
    while hash.byteCount < header.byteCount {
      let (offset, left) = (hash.byteCount, header.byteCount - hash.byteCount)
      let bytes = try await attempt { () async throws(StorageError) in
        try await file.read(at: offset, count: Int(min(left, Int64(BackupPart.chunkBytes))))
      }
      guard !bytes.isEmpty else {
        throw Refusal(
          .internalError,
          "The copy of the database ends after \(offset) of \(header.byteCount) bytes, so that the backup"
            + " is useless: make it again.")
      }
      hash.add(bytes)
      try await responses.send(.chunk(bytes))
    }
    let sum = hash
    try await responses.send(
      .end(
        .with {
          $0.sha256 = sum.value
          $0.byteCount = sum.byteCount
        }))
    _ = place
  }

  /// Leases a tenant of which only its row is known.
  func lease(_ tenant: Tenant) async throws(Refusal) -> TenantLease {
    do {
      return try await data.tenants.lease(tenant.id)
    } catch  where error.code == .notFound {
      throw Self.tenantNotFound(tenant.name)
    } catch {
      throw Refusal(error)
    }
  }

  private func auditBackup(
    of tenant: Tenant, in database: TenantDatabase, _ call: FleetCall
  ) async throws(Refusal) {
    let event = AuditEvent.administered(
      "tenant.backed_up", "tenant/\(tenant.id)", by: call.caller, at: call.now)
    try await attempt { () async throws(StorageError) in
      _ = try await data.operators.write { (writer) throws(StorageError) in
        try writer.audit(event)
      }
      _ = try await database.write { (writer) throws(StorageError) in try writer.audit(event) }
    }
  }
}
