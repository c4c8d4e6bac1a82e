internal import GRDB

/// A connection to a database file, with the statements that were prepared on it. One access at a time.
final class OpenConnection: Sendable {
  private let queue: DatabaseQueue
  private let statements = StatementTable()

  init(_ queue: DatabaseQueue) {
    self.queue = queue
  }

  /// Hands the connection to the body on the calling thread, as soon as nobody else uses it.
  func access<Value, Failure: Error>(
    _ body: (Connection) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result = queue.unsafeRead { database in
      Result { () throws(Failure) in try body(connection(database)) }
    }
    return try result.get()
  }

  /// Hands the connection to the body on the connection's own thread. Cancelling the task ends the
  /// access, whatever statement is then at work.
  func cancellableAccess<Value: Sendable>(
    _ body: @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    try await queue.writeWithoutTransaction { database in
      try self.connection(database).cancellable(body)
    }
  }

  /// Closes the connection; waits until it is idle.
  func close() {
    queue.unsafeRead { _ in statements.close() }
    // Closing fails only on a connection that still runs a statement, and none does: it has waited for
    // its queue, and its statements are gone.
    try? queue.close()
  }

  private func connection(_ database: Database) -> Connection {
    guard let handle = database.sqliteConnection else {
      preconditionFailure("GRDB lends a connection only as long as it is open.")
    }
    return Connection(handle: handle, statements: statements)
  }
}
