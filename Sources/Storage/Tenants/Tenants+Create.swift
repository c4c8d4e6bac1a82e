package import Cleanup
internal import Foundation

extension Tenants {
  /// Creates a tenant: its files, and the row that makes it visible. Both or, after whatever crash,
  /// neither.
  ///
  /// `prepare` runs in the new database, `record` in the operator database together with the row.
  /// Errors: `.conflict` when the name is taken.
  package func create<Value: Sendable>(
    named name: String, displayName: String, at now: Moment,
    prepare: @escaping @Sendable (TenantWriter) throws(StorageError) -> Void,
    record: @escaping @Sendable (OperatorWriter, Tenant) throws(StorageError) -> Value
  ) async throws(StorageError) -> Committed<Value> {
    let tenant = Tenant(
      id: .random(), name: name, displayName: displayName, createdAt: now,
      etag: Identifier.random())
    _ = try await operators.write { (writer) throws(StorageError) in
      try writer.insertTenant(tenant)
    }
    do {
      try await FileWork.run { () throws(StorageError) in
        try self.createFiles(of: tenant, prepare)
      }
      return try await operators.write { (writer) throws(StorageError) in
        try writer.showTenant(tenant.id)
        return try record(writer, tenant)
      }
    } catch {
      await withdraw(tenant)
      throw error
    }
  }

  /// Deletes a tenant for good. From the commit on nobody finds it; its files go when the last lease
  /// ends, or at the next start. `record` runs in the same transaction.
  ///
  /// Errors: `.conflict` when the tenant has another etag by now.
  package func delete<Value: Sendable>(
    _ id: TenantID, etag: String, at now: Moment,
    record: @escaping @Sendable (OperatorWriter) throws(StorageError) -> Value
  ) async throws(StorageError) -> Committed<Value> {
    let committed = try await operators.write { (writer) throws(StorageError) in
      try writer.markTenantDeleting(id, etag: etag)
      return try record(writer)
    }
    await close(id)
    // A tenant that was not open has nobody who would remove its files when closing it; one that is
    // still in use keeps them, because its lock is held.
    await FileWork.run { self.removeFilesIfDeleted(id) }
    return committed
  }

  /// Removes the files of a tenant that was deleted, unless somebody has them open.
  func removeFilesIfDeleted(_ id: TenantID) {
    let marked = try? operators.readNow { (reader) throws(StorageError) in
      try reader.deletingTenant(id)
    }
    guard let tenant = marked ?? nil, removeFiles(of: tenant) else { return }
    _ = try? operators.store.writeBlocking { (connection) throws(StorageError) in
      try OperatorWriter(connection: connection).markTenantDeleted(id)
    }
  }

  /// Finishes what a crash interrupted: files of tenants that never came to be, or were deleted.
  func finishInterruptedWork() throws(StorageError) {
    let (created, deleted) = try operators.readNow { (reader) throws(StorageError) in
      (try reader.creatingTenants(), try reader.deletingTenants())
    }
    for tenant in deleted { removeFilesIfDeleted(tenant.id) }
    for tenant in created where removeFiles(of: tenant) {
      _ = try operators.store.writeBlocking { (connection) throws(StorageError) in
        try OperatorWriter(connection: connection).forgetTenant(tenant.id)
      }
    }
  }

  private func createFiles(
    of tenant: Tenant, _ prepare: (TenantWriter) throws(StorageError) -> Void
  ) throws(StorageError) {
    let files = TenantFiles(of: tenant.id, ownerEpoch: tenant.ownerEpoch, in: dataFolder)
    let database = try TenantDatabase.open(
      tenant.id, ownerEpoch: tenant.ownerEpoch, files: files,
      checkpointing: options.checkpointing, creating: true)
    defer { database.close() }
    _ = try database.writeBlocking(.synced, prepare)
    try PrivateFiles.sync(files.folder)
    try PrivateFiles.sync("\(dataFolder)/tenants")
  }

  /// Takes back a tenant that could not be created, even when the task was cancelled: its name must
  /// be free again.
  func withdraw(_ tenant: Tenant) async {
    await FileWork.run {
      guard self.removeFiles(of: tenant) else { return }
      // If this fails too, the next start finds the row and takes it back.
      _ = try? self.operators.store.writeBlocking { (connection) throws(StorageError) in
        try OperatorWriter(connection: connection).forgetTenant(tenant.id)
      }
    }
  }

  /// Whether the tenant's folder is gone.
  private func removeFiles(of tenant: Tenant) -> Bool {
    let files = TenantFiles(of: tenant.id, ownerEpoch: tenant.ownerEpoch, in: dataFolder)
    let manager = FileManager.default
    if manager.fileExists(atPath: files.lock) {
      // Held until the files are gone: nobody opens a tenant that is being removed.
      guard let lock = try? FileLock(files.lock, of: "the tenant") else { return false }
      try? manager.removeItem(atPath: files.folder)
      _ = consume lock
    } else {
      try? manager.removeItem(atPath: files.folder)
    }
    return !manager.fileExists(atPath: files.folder)
  }
}
