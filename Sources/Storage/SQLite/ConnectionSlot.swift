internal import GRDB
internal import Synchronization

/// A place for a connection that is opened when it is first needed.
///
/// Reading the schema is most of the time that opening a tenant takes, and each connection does it
/// anew; a call that needs one connection waits for one.
final class ConnectionSlot: Sendable {
  private enum State {
    case empty
    case open(DatabaseQueue)
    case closed
  }

  private let state = Mutex(State.empty)
  private let open: @Sendable () throws(StorageError) -> DatabaseQueue

  init(_ open: @escaping @Sendable () throws(StorageError) -> DatabaseQueue) {
    self.open = open
  }

  /// The connection, if it is open; does not block for longer than another caller opens it.
  var opened: DatabaseQueue? {
    state.withLock { state in
      if case .open(let queue) = state { return queue }
      return nil
    }
  }

  /// The connection, which is opened now if it was not; blocks.
  func queue() throws(StorageError) -> DatabaseQueue {
    try state.withLock { state throws(StorageError) in
      switch state {
      case .open(let queue): return queue
      case .closed: throw StorageError(.closed, "the database is closed")
      case .empty:
        let queue = try open()
        state = .open(queue)
        return queue
      }
    }
  }

  /// The connection, opened away from the caller's thread if it was not.
  func queueWithoutBlocking() async throws(StorageError) -> DatabaseQueue {
    if let opened { return opened }
    return try await FileWork.run { () throws(StorageError) in try self.queue() }
  }

  /// Closes the connection for good; waits until it is idle.
  func close() {
    let queue = state.withLock { state in
      defer { state = .closed }
      if case .open(let queue) = state { return queue as DatabaseQueue? }
      return nil
    }
    // Closing fails only on a connection that still runs a statement, and none does: it waits for
    // its queue.
    try? queue?.close()
  }
}
