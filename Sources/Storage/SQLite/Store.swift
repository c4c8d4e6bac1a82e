internal import CSQLite
internal import Synchronization

/// One open database file: a writer, two readers, and a connection for quick reads, each opened when
/// somebody needs it. The first to write takes the connection for quick reads.
final class Store: Sendable {
  let path: String
  /// Reads by primary key from an event loop never stand behind a long query.
  private let quick: QuickConnection
  let writer: QueuedConnection
  private let readers: ReaderSlots
  private let commits = Atomic<Int64>(0)
  private let opening = openings.add(1, ordering: .relaxed).newValue

  init(
    path: String, quick: QuickConnection, writer: QueuedConnection, readers: consuming ReaderSlots
  ) {
    self.path = path
    self.quick = quick
    self.writer = writer
    self.readers = readers
  }

  /// Reads one snapshot. Cancelling the task interrupts the statement at work.
  func read<Value: Sendable, Failure: StorageFailure>(
    _ body: @Sendable (Connection) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await failing(Failure.self) {
      try await readers.withReader { reader in
        try await reader.cancellableAccess { try Self.snapshot($0, body) }
      }
    }
  }

  /// Changes everything that the body changes, or nothing. Cancelling the task interrupts the
  /// statement at work, and rolls back.
  func write<Value: Sendable, Failure: StorageFailure>(
    _ durability: Durability = .synced, _ body: @Sendable (Connection) throws(Failure) -> Value
  ) async throws(Failure) -> Committed<Value> {
    try await failing(Failure.self) {
      try await writer.cancellableAccess {
        try self.commit($0, durability, body)
      }
    }
  }

  /// Counts the stores that this process has opened.
  private static let openings = Atomic<Int64>(0)
  /// How many commits one opening has room for.
  private static let commitBits: Int64 = 40

  /// Changes with every commit, and is another for every opening: what was read before stays true as
  /// long as this does.
  var version: Int64 { opening << Self.commitBits + commits.load(ordering: .acquiring) }

  /// Reads one snapshot on the calling thread through the quick connection.
  func readNow<Value>(
    _ body: (Connection) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    var result: Result<Value, StorageError>?
    try lend { connection in result = Result { () throws(StorageError) in try body(connection) } }
    guard let result else { preconditionFailure("The body ran before lending ended.") }
    return try result.get()
  }

  /// Lends the quick connection to the body on the calling thread.
  func lend(_ body: (Connection) -> Void) throws(StorageError) {
    try quick.read(body)
  }

  /// Writes while the calling thread waits.
  func writeBlocking<Value, Failure: StorageFailure>(
    _ durability: Durability = .synced, _ body: (Connection) throws(Failure) -> Value
  ) throws(Failure) -> Committed<Value> {
    do {
      return try writer.access { try commit($0, durability, body) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(StorageError(error))
    }
  }

  /// Returns once the position would survive the loss of power. A synced commit returns only when
  /// its pages are synced, so that every position that anybody waits for is durable.
  func durable(_ position: CommitPosition) async throws(StorageError) {
    let reached = commits.load(ordering: .acquiring)
    guard position.sequence <= reached else {
      throw StorageError(.corrupt, "the database has not come as far as it said")
    }
  }

  /// Closes all connections; those at work finish first. The writer is the last, because the last
  /// one checkpoints.
  func close() {
    readers.close()
    quick.close()
    writer.close()
    LogIndex.empty(of: path)
  }

  /// Runs the body in a transaction that reads, so that all its statements see one moment.
  private static func snapshot<Value, Failure: StorageFailure>(
    _ connection: Connection, _ body: (Connection) throws(Failure) -> Value
  ) throws -> Value {
    try connection.run("BEGIN")
    // Nothing was changed, so that there is nothing to lose; and the end must not fail because the
    // task was cancelled.
    defer { _ = sqlite3_exec(connection.handle, "ROLLBACK", nil, nil, nil) }
    return try body(connection)
  }

  private func commit<Value, Failure: StorageFailure>(
    _ connection: Connection, _ durability: Durability,
    _ body: (Connection) throws(Failure) -> Value
  ) throws -> Committed<Value> {
    // Nobody keeps a snapshot while the log may be worked off, and whoever reads after this sees it.
    quick.beginWriting()
    defer { quick.endWriting() }
    if durability == .withNextSynced { try Self.setSynchronous("NORMAL", connection) }
    // A commit that must be durable never finds the other setting.
    defer { if durability == .withNextSynced { try? Self.setSynchronous("FULL", connection) } }
    let value = try connection.transaction { try body(connection) }
    let sequence = commits.add(1, ordering: .acquiringAndReleasing).newValue
    return Committed(value: value, position: CommitPosition(sequence: sequence))
  }

  /// SQLite obeys this pragma while it prepares it, so that it is prepared anew each time.
  private static func setSynchronous(
    _ mode: String, _ connection: Connection
  ) throws(StorageError) {
    try connection.execute("PRAGMA synchronous = \(mode)")
  }

  private func failing<Value: Sendable, Failure: StorageFailure>(
    _: Failure.Type, _ body: () async throws -> Value
  ) async throws(Failure) -> Value {
    do {
      return try await body()
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(StorageError(error))
    }
  }
}
