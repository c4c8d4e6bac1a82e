internal import Synchronization

/// A place for a connection that is opened when it is first needed.
///
/// Reading the schema is most of the time that opening a tenant takes, and each connection does it
/// anew; a call that needs one connection waits for one.
final class ConnectionSlot: Sendable {
  private enum State {
    case empty
    case open(OpenConnection)
    case closed
  }

  private let state = Mutex(State.empty)
  private let open: @Sendable () throws(StorageError) -> OpenConnection

  init(_ open: @escaping @Sendable () throws(StorageError) -> OpenConnection) {
    self.open = open
  }

  /// The connection, if it is open; does not block for longer than another caller opens it.
  var opened: OpenConnection? {
    state.withLock { state in
      if case .open(let connection) = state { return connection }
      return nil
    }
  }

  /// The connection, which is opened now if it was not; blocks.
  func connection() throws(StorageError) -> OpenConnection {
    try state.withLock { state throws(StorageError) in
      switch state {
      case .open(let connection): return connection
      case .closed: throw StorageError(.closed, "the database is closed")
      case .empty:
        let connection = try open()
        state = .open(connection)
        return connection
      }
    }
  }

  /// The connection, opened away from the caller's thread if it was not.
  func connectionWithoutBlocking() async throws(StorageError) -> OpenConnection {
    if let opened { return opened }
    return try await FileWork.run { () throws(StorageError) in try self.connection() }
  }

  /// Closes the connection for good; waits until it is idle.
  func close() {
    let connection = state.withLock { state in
      defer { state = .closed }
      if case .open(let connection) = state { return connection as OpenConnection? }
      return nil
    }
    connection?.close()
  }
}
