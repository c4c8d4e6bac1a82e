internal import Cleanup
internal import Identity
internal import Jobs
internal import Messages
internal import Storage

extension TenantsService {
  /// Most bytes of one chunk of a restore.
  static let maxRestoreChunkBytes = 1_048_576
  /// Most bytes of a backup that is restored: 64 GiB.
  static let maxBackupBytes: Int64 = 64 << 30

  @Sendable
  func restoreTenant(
    _ steps: Requests<RestoreStep>, _ call: FleetCall
  ) async throws -> RestoreTenantResponse {
    let place = try transfers.take()
    defer { _ = place }
    var iterator = steps.makeAsyncIterator()
    guard case .begin(let begin) = try await iterator.next() else {
      throw Refusal(.backupRejected, "A restore starts with begin.")
    }
    // Refused before the first chunk comes, and looked at again at the end.
    let target = try await target(of: begin)
    let lease: TenantLease? =
      if let target { try await self.lease(target) } else { nil }
    steps.tellAccepted()
    let file = try attempt { () throws(StorageError) in try data.tenants.newTransfer() }
    try await receive(&iterator, into: file)
    let record = record(call)
    do throws(StorageError) {
      let restored: RestoredTenant
      if let target, let lease {
        let engine = engine
        restored = try await data.tenants.restore(file, over: target, lease, record) {
          engine.isAtWork(in: target.id)
        }
      } else {
        restored = try await data.tenants.restore(
          file,
          asNew: Tenant(
            id: .random(), name: begin.name, displayName: begin.displayName, createdAt: call.now,
            etag: Identifier.random()), record)
      }
      await endStoppedRun(of: restored)
      return response(to: restored, isNew: target == nil)
    } catch  where error.code == .conflict {
      throw target == nil ? Self.needsETag(begin.name) : Self.staleETag
    } catch {
      throw Refusal(error)
    }
  }

  /// The tenant whose database is replaced; nil when a new tenant is made.
  private func target(of begin: RestoreBegin) async throws(Refusal) -> Tenant? {
    try Self.check(name: begin.name, displayName: begin.displayName)
    let found = try await attempt { () async throws(StorageError) in
      try await data.operators.read { (reader) throws(StorageError) in
        try reader.tenant(named: begin.name)
      }
    }
    guard let found else {
      if begin.etag.isEmpty { return nil }
      throw Self.tenantNotFound(begin.name)
    }
    if begin.etag.isEmpty { throw Self.needsETag(begin.name) }
    guard begin.etag == found.etag else { throw Self.staleETag }
    return found
  }

  /// Takes the chunks, and compares what came with what finish says.
  private func receive(
    _ iterator: inout Requests<RestoreStep>.Iterator, into file: TransferFile
  ) async throws {
    var hash = StreamHash()
    while let step = try await iterator.next() {
      switch step {
      case .begin: throw Refusal(.backupRejected, "begin came twice: send it once, first.")
      case .chunk(let bytes):
        guard (1...Self.maxRestoreChunkBytes).contains(bytes.count) else {
          throw Refusal.invalid("chunk", "must have 1…\(Self.maxRestoreChunkBytes) bytes")
        }
        hash.add(bytes)
        guard hash.byteCount <= Self.maxBackupBytes else {
          throw Refusal(
            .limitExceeded, "A backup may have at most \(Self.maxBackupBytes) bytes.")
        }
        try await attempt { () async throws(StorageError) in try await file.append(bytes) }
      case .finish(let end):
        guard end.byteCount == hash.byteCount, end.sha256 == hash.value else {
          throw Refusal(
            .backupRejected,
            "What came is not what finish says (\(hash.byteCount) of \(end.byteCount) bytes): the"
              + " backup is damaged or cut off.")
        }
        guard try await iterator.next() == nil else {
          throw Refusal(.backupRejected, "Nothing may come behind finish.")
        }
        return
      }
    }
    throw Refusal(.backupRejected, "The backup ended without finish, so that nothing was changed.")
  }

  private func record(_ call: FleetCall) -> Tenants.RestoreRecord {
    let event: @Sendable (RestoredTenant) -> AuditEvent = { restored in
      .administered(
        "tenant.restored", "tenant/\(restored.tenant.id)", by: call.caller, at: call.now,
        after: restored.tenant)
    }
    return Tenants.RestoreRecord(by: call.caller.tokenName, at: call.now) {
      (writer, restored) throws(StorageError) in
      try writer.audit(event(restored))
    } inOperator: { (writer, restored) throws(StorageError) in
      try writer.audit(event(restored))
    }
  }

  /// Lets the engine end the run that was at work in the backup: whoever is left is skipped. If that
  /// fails, the next start does it.
  private func endStoppedRun(of restored: RestoredTenant) async {
    guard let id = restored.stoppedRun else { return }
    guard let lease = try? await data.tenants.lease(restored.tenant.id) else { return }
    let found = try? await lease.database.read { (reader) throws(StorageError) in
      try reader.run(id)
    }
    guard let run = found ?? nil else { return }
    _ = try? await engine.start(in: lease) { () throws(Refusal) in run }
  }

  private func response(
    to restored: RestoredTenant, isNew: Bool
  ) -> RestoreTenantResponse {
    var response = RestoreTenantResponse(restored.tenant)
    response.isNew = isNew
    response.backupSchemaVersion = restored.backupSchemaVersion
    response.droppedTokens = restored.droppedTokens
    response.isScheduleSwitchedOff = restored.wasScheduled
    response.cancelledRunID = restored.stoppedRun ?? ""
    return response
  }

  private static func needsETag(_ name: String) -> Refusal {
    Refusal(
      .tenantExists,
      "A tenant \"\(name)\" exists: give its current etag to replace all that it has, or restore"
        + " under another name.")
  }

  private static let staleETag = Refusal(
    .staleETag, "The tenant changed since its etag was read: read it again, and decide anew.")
}
