internal import GRDB
internal import Synchronization

/// One open database file: a writer, two readers, and a connection for quick reads.
final class Store: Sendable {
  let pool: DatabasePool
  /// Reads by primary key from an event loop never stand behind a long query.
  let quick: DatabaseQueue
  private let commits = Mutex<Int64>(0)

  init(pool: DatabasePool, quick: DatabaseQueue) {
    self.pool = pool
    self.quick = quick
  }

  /// Reads one snapshot. Cancelling the task interrupts the statement at work.
  func read<Value: Sendable, Failure: StorageFailure>(
    _ body: @Sendable (Connection) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await failing(Failure.self) { try await pool.read { try body(Connection(database: $0)) } }
  }

  /// Changes everything that the body changes, or nothing. Cancelling the task interrupts the
  /// statement at work, and rolls back.
  func write<Value: Sendable, Failure: StorageFailure>(
    _ body: @Sendable (Connection) throws(Failure) -> Value
  ) async throws(Failure) -> Committed<Value> {
    try await failing(Failure.self) {
      try await pool.writeWithoutTransaction { try self.commit($0, body) }
    }
  }

  /// How often something was committed: what was read before stays true as long as this does.
  var version: Int64 { commits.withLock { $0 } }

  /// Reads on the calling thread through the quick connection.
  func readNow<Value>(
    _ body: (Connection) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    try translatingErrors { try quick.unsafeRead { try body(Connection(database: $0)) } }
  }

  /// Writes while the calling thread waits.
  func writeBlocking<Value, Failure: StorageFailure>(
    _ body: (Connection) throws(Failure) -> Value
  ) throws(Failure) -> Committed<Value> {
    do {
      return try pool.writeWithoutTransaction { try commit($0, body) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(StorageError(error))
    }
  }

  /// Returns once the position would survive the loss of power. A commit returns only when its
  /// pages are synced, so that every position that anybody can hold is durable.
  func durable(_ position: CommitPosition) async throws(StorageError) {
    let reached = commits.withLock { $0 }
    guard position.sequence <= reached else {
      throw StorageError(.corrupt, "the database has not come as far as it said")
    }
  }

  /// Closes all connections; those at work finish first.
  func close() {
    // Closing fails only on a connection that still runs a statement, and none does: both calls
    // wait for their queues.
    try? quick.close()
    try? pool.close()
  }

  private func commit<Value, Failure: StorageFailure>(
    _ database: Database, _ body: (Connection) throws(Failure) -> Value
  ) throws -> Committed<Value> {
    var value: Value?
    try database.inTransaction(.immediate) {
      value = try body(Connection(database: database))
      return .commit
    }
    guard let value else { throw StorageError(.interrupted, "the change was taken back") }
    let sequence = commits.withLock { count in
      count += 1
      return count
    }
    return Committed(value: value, position: CommitPosition(sequence: sequence))
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
