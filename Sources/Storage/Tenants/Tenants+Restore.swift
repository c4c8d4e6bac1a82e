package import Cleanup
internal import Foundation
internal import Synchronization

extension Tenants {
  /// The application id and the newest schema version of a tenant's database.
  package static let databaseKind = (
    applicationID: Int64(DatabaseKind.tenant.applicationID),
    schemaVersion: DatabaseKind.tenant.newestVersion
  )

  /// Who restores, when, and what is written into the audit of the two databases in the transactions
  /// that make the restored database the tenant's.
  package struct RestoreRecord: Sendable {
    let name: String
    let now: Moment
    let inTenant: @Sendable (TenantWriter, RestoredTenant) throws(StorageError) -> Void
    let inOperator: @Sendable (OperatorWriter, RestoredTenant) throws(StorageError) -> Void

    /// A record by a token of this name.
    package init(
      by name: String, at now: Moment,
      inTenant: @escaping @Sendable (TenantWriter, RestoredTenant) throws(StorageError) -> Void,
      inOperator: @escaping @Sendable (OperatorWriter, RestoredTenant) throws(StorageError) -> Void
    ) {
      self.name = name
      self.now = now
      self.inTenant = inTenant
      self.inOperator = inOperator
    }
  }

  /// Makes a new tenant of a backup. Both its files and its row or, after whatever crash, neither.
  ///
  /// Errors: `.rejectedBackup`; `.conflict` when the name is taken.
  package func restore(
    _ backup: TransferFile, asNew tenant: Tenant, _ record: RestoreRecord
  ) async throws(StorageError) -> RestoredTenant {
    let version = try await check(backup)
    _ = try await operators.write { (writer) throws(StorageError) in
      try writer.insertTenant(tenant)
    }
    do {
      return try await FileWork.run { () throws(StorageError) in
        try PrivateFiles.createFolder(self.files(of: tenant).folder)
        let restored = try self.install(backup, version, as: tenant, record)
        return try self.show(restored, record) { (writer) throws(StorageError) in
          try writer.showTenant(tenant.id)
        }
      }
    } catch {
      await withdraw(tenant)
      throw error
    }
  }

  /// Puts a backup in the place of a tenant's database, which has been leased. The tenant has the one
  /// database or, from the commit on, the other: calls that have the old one can read it to their
  /// end, and no longer write. Of several restores at once each has a folder of its own, and one takes
  /// the tenant's place.
  ///
  /// A run that is not over keeps the tenant from being replaced while `isRunAtWork` says that somebody
  /// works on it; one that was given up does not.
  ///
  /// Errors: `.rejectedBackup`; `.runAtWork` while a run is at work; `.conflict` when the tenant changed
  /// since it was read, or another restore has taken its place or is about to.
  package func restore(
    _ backup: TransferFile, over tenant: Tenant, _ lease: TenantLease, _ record: RestoreRecord,
    isRunAtWork: @escaping @Sendable () -> Bool
  ) async throws(StorageError) -> RestoredTenant {
    let version = try await check(backup)
    return try await FileWork.run { () throws(StorageError) in
      let new = try self.makeFolder(ofNext: tenant, after: lease.database)
      do throws(StorageError) {
        let restored = try self.install(backup, version, as: new, record)
        try lease.database.retire(isRunAtWork: isRunAtWork)
        return try self.replace(tenant, by: restored, lease.database, record)
      } catch {
        self.removeFolder(of: new)
        throw error
      }
    }
  }

  /// Removes the files that a tenant had before another database took their place.
  func removeFiles(ofRetired database: TenantDatabase) {
    try? FileManager.default.removeItem(atPath: database.files.folder)
  }

  /// Removes folders of tenants that are not those that the tenants have now: what a restore that was
  /// broken off, or one that was not tidied up after, has left.
  func removeLeftoverFolders() throws(StorageError) {
    let epochs = try operators.readNow { (reader) throws(StorageError) in
      try reader.ownerEpochs()
    }
    let folder = "\(dataFolder)/tenants"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names {
      // What is not known to be ours is left alone.
      guard let (id, epoch) = TenantFiles.owner(ofFolder: name), let current = epochs[id],
        current != epoch
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  private func check(_ backup: TransferFile) async throws(StorageError) -> Int {
    try await FileWork.run { () throws(StorageError) in
      try backup.sync()
      return try BackupCheck.schemaVersion(backup.path)
    }
  }

  /// Makes the folder of the next epoch of a tenant that has none yet, and answers the tenant as it is in
  /// that epoch. Whoever makes a folder has it alone, so that no restore ever touches the files of
  /// another, or those that the tenant has now.
  private func makeFolder(
    ofNext tenant: Tenant, after database: TenantDatabase
  ) throws(StorageError) -> Tenant {
    guard !database.isRetired else { throw TenantDatabase.isReplaced }
    var next = tenant
    next.etag = Identifier.random()
    next.ownerEpoch = database.ownerEpoch
    repeat {
      next.ownerEpoch += 1
    } while try !PrivateFiles.createNewFolder(files(of: next).folder)
    return next
  }

  /// Moves a backup into the folder that was made for it, brings it up to date and makes it the tenant's.
  /// Nobody sees it there before the operator database says so.
  private func install(
    _ backup: TransferFile, _ version: Int, as tenant: Tenant, _ record: RestoreRecord
  ) throws(StorageError) -> RestoredTenant {
    let files = files(of: tenant)
    try PrivateFiles.createFolder(files.logs)
    try backup.move(to: files.database)
    try PrivateFiles.sync(files.folder)
    var restored = try TenantDatabase.adopt(
      tenant, files: files, checkpointing: options.checkpointing
    ) { (writer) throws(StorageError) in
      var restored = try writer.adopt(tenant, files: files, by: record.name, at: record.now)
      restored.backupSchemaVersion = version
      try record.inTenant(writer, restored)
      return restored
    }
    restored.tenant = tenant
    try PrivateFiles.sync(files.folder)
    try PrivateFiles.sync("\(dataFolder)/tenants")
    return restored
  }

  /// Gives a tenant the restored database in the place of one that takes no more writes; lets that one
  /// go on if it cannot.
  private func replace(
    _ tenant: Tenant, by restored: RestoredTenant, _ old: TenantDatabase, _ record: RestoreRecord
  ) throws(StorageError) -> RestoredTenant {
    do throws(StorageError) {
      let shown = try show(restored, record) { (writer) throws(StorageError) in
        try writer.replaceTenant(tenant, by: restored.tenant)
      }
      resume(state.withLock { $0.replace(old) })
      return shown
    } catch {
      old.takeUpAgain()
      throw error
    }
  }

  /// Lets everybody see the restored database, in one transaction, whether or not anybody waits for it.
  private func show(
    _ restored: RestoredTenant, _ record: RestoreRecord,
    _ change: (OperatorWriter) throws(StorageError) -> Void
  ) throws(StorageError) -> RestoredTenant {
    _ = try operators.store.writeBlocking { (connection) throws(StorageError) in
      let writer = OperatorWriter(connection: connection)
      try change(writer)
      // A run, or changes of remote directories that were under way when the backup was made.
      try writer.hintUnfinishedRun(restored.tenant.id)
      try record.inOperator(writer, restored)
    }
    return restored
  }

  private func removeFolder(of tenant: Tenant) {
    try? FileManager.default.removeItem(atPath: files(of: tenant).folder)
  }

  private func files(of tenant: Tenant) -> TenantFiles {
    TenantFiles(of: tenant.id, ownerEpoch: tenant.ownerEpoch, in: dataFolder)
  }
}
