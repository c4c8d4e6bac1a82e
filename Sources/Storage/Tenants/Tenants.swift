package import Cleanup
internal import Synchronization

/// Opens, lends and closes the databases of tenants.
///
/// Whoever leases a tenant that is open shares it. When as many are open as may be, the one that
/// nobody has used for longest is closed.
package final class Tenants: Sendable {
  let dataFolder: String
  let operators: OperatorDatabase
  let options: StorageOptions
  let state: Mutex<TenantsState>

  init(dataFolder: String, operators: OperatorDatabase, options: StorageOptions) {
    self.dataFolder = dataFolder
    self.operators = operators
    self.options = options
    state = Mutex(TenantsState(limit: options.maxOpenTenants))
  }

  /// Tenants that are open now.
  package var openCount: Int { state.withLock { $0.openCount } }

  /// Leases a tenant that is open, at once; nil when it must be opened first.
  package func leaseIfOpen(_ id: TenantID) -> TenantLease? {
    state.withLock { $0.leaseIfOpen(id) }.map { TenantLease(database: $0, tenants: self) }
  }

  /// Leases a tenant, opening it if need be, away from the caller's thread.
  ///
  /// Errors: `.notFound`, `.busy` when all that may be open are in use, `.locked`, `.newerSchema`,
  /// and whatever keeps files from being opened.
  package func lease(_ id: TenantID) async throws(StorageError) -> TenantLease {
    while true {
      switch state.withLock({ $0.lease(id) }) {
      case .use(let database): return TenantLease(database: database, tenants: self)
      case .open: return try await open(id)
      case .close(let database): await close(database)
      case .wait(let id): await wait(for: id)
      case .refuse(let error): throw error
      }
    }
  }

  /// Closes a tenant: now if nobody uses it, else with the end of the last lease.
  package func close(_ id: TenantID) async {
    if let database = state.withLock({ $0.close(id) }) { await close(database) }
  }

  /// Closes all tenants, and returns when the last lease has ended. Leases are refused from now on.
  func closeAll() async {
    state.withLock { $0.shutDown() }
    while let id = state.withLock({ $0.ids.first }) {
      await close(id)
      await wait(for: id)
    }
  }

  /// The end of a lease, on whatever thread it comes.
  func release(_ database: TenantDatabase) {
    guard state.withLock({ $0.release(database) }) else { return }
    FileWork.start { self.closeNow(database) }
  }

  /// Waits until a tenant was opened, could not be, or was closed.
  func wait(for id: TenantID) async {
    await withCheckedContinuation { waiter in
      if !state.withLock({ $0.wait(for: id, waiter) }) { waiter.resume() }
    }
  }

  private func open(_ id: TenantID) async throws(StorageError) -> TenantLease {
    do {
      let database = try await FileWork.run { () throws(StorageError) in try self.openNow(id) }
      let (waiters, oldest) = state.withLock { ($0.opened(database), $0.closeAhead()) }
      resume(waiters)
      if let oldest { FileWork.start { self.closeNow(oldest) } }
      return TenantLease(database: database, tenants: self)
    } catch {
      resume(state.withLock { $0.failedToOpen(id) })
      throw error
    }
  }

  private func openNow(_ id: TenantID) throws(StorageError) -> TenantDatabase {
    let found = try operators.readNow { (reader) throws(StorageError) in try reader.tenant(id) }
    guard let found else { throw StorageError(.notFound, "there is no such tenant") }
    let files = TenantFiles(of: id, ownerEpoch: found.ownerEpoch, in: dataFolder)
    return try TenantDatabase.open(
      id, ownerEpoch: found.ownerEpoch, files: files, checkpointing: options.checkpointing,
      creating: false)
  }

  private func close(_ database: TenantDatabase) async {
    await FileWork.run { self.closeNow(database) }
  }

  /// Closes a database that nobody uses any more, and that nobody can lease.
  func closeNow(_ database: TenantDatabase) {
    database.close()
    if database.isRetired { return removeFiles(ofRetired: database) }
    removeFilesIfDeleted(database.id)
    resume(state.withLock { $0.closed(database.id) })
  }

  /// Wakes those who waited for a slot.
  func resume(_ waiters: [TenantsState.Waiter]) {
    for waiter in waiters { waiter.resume() }
  }
}
