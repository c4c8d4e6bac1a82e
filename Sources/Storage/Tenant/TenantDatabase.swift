package import Cleanup
internal import Synchronization

/// One tenant's open database.
///
/// Reads see one snapshot; writes do all or nothing, and only while this instance owns the tenant.
/// Cancelling the task interrupts the statement at work and throws `.interrupted`.
package final class TenantDatabase: Sendable {
  /// The tenant.
  package let id: TenantID
  /// The epoch in which this instance owns the tenant.
  package let ownerEpoch: Int64
  /// Where the tenant's files are.
  package let files: TenantFiles

  let store: Store
  let checkpointing: Checkpointing
  /// Directories into which an import of this process is under way.
  let importing = Mutex<Set<DirectoryID>>([])
  private let lock: Mutex<FileLock?>
  private let retirement = Atomic<Bool>(false)

  private init(
    id: TenantID, ownerEpoch: Int64, files: TenantFiles, store: Store,
    checkpointing: Checkpointing, lock: consuming FileLock
  ) {
    self.id = id
    self.ownerEpoch = ownerEpoch
    self.files = files
    self.store = store
    self.checkpointing = checkpointing
    self.lock = Mutex(lock)
  }

  /// Opens a tenant's files; makes them when `creating`. Blocks.
  static func open(
    _ id: TenantID, ownerEpoch: Int64, files: TenantFiles, checkpointing: Checkpointing,
    creating: Bool
  ) throws(StorageError) -> TenantDatabase {
    if creating {
      try PrivateFiles.createFolder(files.folder)
      try PrivateFiles.createFolder(files.logs)
    }
    let lock = try FileLock(files.lock, of: "the tenant")
    let store = try Store.open(files.database, as: .tenant, checkpointing: checkpointing)
    let database = TenantDatabase(
      id: id, ownerEpoch: ownerEpoch, files: files, store: store, checkpointing: checkpointing,
      lock: lock)
    if creating { try database.claim() } else { try database.recover() }
    return database
  }

  /// Reads one snapshot.
  package func read<Value: Sendable>(
    _ body: @Sendable (TenantReader) throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await read(failingWith: StorageError.self, body)
  }

  /// Reads one snapshot; the body may throw failures of its own.
  package func read<Value: Sendable, Failure: StorageFailure>(
    failingWith: Failure.Type, _ body: @Sendable (TenantReader) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await store.read { (connection) throws(Failure) in
      try body(TenantReader(connection: connection))
    }
  }

  /// Changes the database in one transaction.
  package func write<Value: Sendable>(
    _ durability: Durability = .synced,
    _ body: @Sendable (TenantWriter) throws(StorageError) -> Value
  ) async throws(StorageError) -> Committed<Value> {
    try await store.write(durability) { (connection) throws(StorageError) in
      try self.owned(connection, body)
    }
  }

  /// Changes the database in one transaction; a failure that the body throws takes it all back.
  package func write<Value: Sendable, Failure: StorageFailure>(
    failingWith: Failure.Type, _ body: @Sendable (TenantWriter) throws(Failure) -> Value
  ) async throws(Failure) -> Committed<Value> {
    try await store.write { (connection) throws(Failure) in try self.owned(connection, body) }
  }

  /// Reads one snapshot by keys on the calling thread, which may be an event loop.
  package func readNow<Value>(
    _ body: (TenantReader) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    try store.readNow { (connection) throws(StorageError) in
      try body(TenantReader(connection: connection))
    }
  }

  /// Reads one snapshot by keys on the calling thread, which may be an event loop; the body may throw
  /// failures of its own.
  ///
  /// Inlined into whoever calls it, with the types that it has there.
  @inlinable
  package func snapshotNow<Value, Failure: StorageFailure>(
    failingWith: Failure.Type, _ body: (TenantReader) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var value: Value?
    var failure: Failure?
    do throws(StorageError) {
      try lend { reader in
        do throws(Failure) {
          value = try body(reader)
        } catch {
          failure = error
        }
      }
    } catch {
      throw Failure(error)
    }
    if let value { return value }
    throw failure ?? Failure(StorageError(.interrupted, "the read was left"))
  }

  /// Lends one snapshot to the body on the calling thread.
  @usableFromInline
  package func lend(_ body: (TenantReader) -> Void) throws(StorageError) {
    try store.lend { body(TenantReader(connection: $0)) }
  }

  /// Changes with every commit, before the change is acknowledged: what was read at one version may be
  /// used again as long as it is the same.
  package var version: Int64 { store.version }

  /// Changes the database while the calling thread waits. Made for the body of a `read`, which must
  /// not be left in the middle of a pass; never to be called on an event loop.
  package func writeBlocking<Value>(
    _ durability: Durability = .synced, _ body: (TenantWriter) throws(StorageError) -> Value
  ) throws(StorageError) -> Committed<Value> {
    try store.writeBlocking(durability) { (connection) throws(StorageError) in
      try owned(connection, body)
    }
  }

  /// Returns once a commit would survive the loss of this machine's power.
  package func durable(_ position: CommitPosition) async throws(StorageError) {
    try await store.durable(position)
  }

  /// Closes the files; blocks until statements at work have ended.
  func close() {
    store.close()
    lock.withLock { $0 = nil }
  }

  /// Compares the owner before anything is changed, in the same transaction.
  private func owned<Value, Failure: StorageFailure>(
    _ connection: Connection, _ body: (TenantWriter) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try raising(as: Failure.self) { () throws(StorageError) in
      if isRetired { throw Self.replaced }
      let epoch = try connection.number("SELECT owner_epoch FROM meta")
      guard epoch == ownerEpoch else {
        throw StorageError(.notOwner, "another instance has taken the tenant over")
      }
    }
    return try body(TenantWriter(connection: connection))
  }

  /// Whether another database has taken this one's place, or is about to.
  var isRetired: Bool { retirement.load(ordering: .acquiring) }

  /// Keeps everybody from writing, from the end of the transaction at work on.
  ///
  /// Errors: `.runAtWork` while a run is not over on which somebody works; `.conflict` when another database has taken this one's
  /// place or is about to. A database that could not be retired is written as before.
  func retire(isRunAtWork: () -> Bool) throws(StorageError) {
    var isMarked = false
    do throws(StorageError) {
      _ = try writeBlocking { (writer) throws(StorageError) in
        // Whoever makes a run says so before its transaction, which comes before this one or finds the mark.
        if try writer.reader.runningRun() != nil, isRunAtWork() {
          throw StorageError(
            .runAtWork,
            "a run is at work in the tenant: cancel it, or wait for its end, and try again")
        }
        retirement.store(true, ordering: .releasing)
        isMarked = true
      }
    } catch {
      // The mark of somebody else stays.
      if isMarked { takeUpAgain() }
      throw isRetired ? Self.isReplaced : error
    }
  }

  /// Lets everybody write again, because nothing has taken this database's place.
  func takeUpAgain() {
    retirement.store(false, ordering: .releasing)
  }

  /// Opens a file that came from a backup and makes it a tenant's, in one transaction. Blocks.
  static func adopt<Value: Sendable>(
    _ tenant: Tenant, files: TenantFiles, checkpointing: Checkpointing,
    _ body: (TenantWriter) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    let store = try Store.open(files.database, as: .tenant, checkpointing: checkpointing)
    defer { store.close() }
    return try store.writeBlocking { (connection) throws(StorageError) in
      try body(TenantWriter(connection: connection))
    }.value
  }

  /// Why a database that was replaced is not replaced again.
  static let isReplaced = StorageError(
    .conflict, "another restore of the tenant came first: look at the tenant before the next")

  private static let replaced = StorageError(
    .notOwner, "the tenant was restored from a backup meanwhile: try again")

  /// Gives up what a crash interrupted: nobody else can be at work, because the lock is held.
  private func recover() throws(StorageError) {
    let isInterrupted = try store.readNow { (connection) throws(StorageError) in
      try connection.exists(
        "SELECT 1 FROM analyses WHERE verdicts_state = 'kept' AND tally IS NULL")
    }
    guard isInterrupted else { return }
    _ = try writeBlocking { (writer) throws(StorageError) in
      try writer.discardInterruptedAnalyses()
    }
  }

  /// Writes into a new database whose it is.
  private func claim() throws(StorageError) {
    _ = try store.writeBlocking { (connection) throws(StorageError) in
      try connection.run(
        "INSERT OR IGNORE INTO meta (id, tenant_id, owner_epoch) VALUES (1, ?, ?)",
        id.description, ownerEpoch)
    }
  }
}
