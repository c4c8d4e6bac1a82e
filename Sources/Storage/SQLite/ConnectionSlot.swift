/// A connection that is opened when it is first needed, and again when it is needed after it was given
/// away.
///
/// Reading the schema is most of the time that opening a tenant takes, and each connection does it
/// anew; a call that needs one connection waits for one. Whoever holds the slot sees to it that one
/// thread at a time uses it.
struct ConnectionSlot {
  private let open: @Sendable () throws(StorageError) -> ConnectionHandle
  private var isClosed = false
  /// The connection, if it is open.
  private(set) var handle: ConnectionHandle?

  init(_ open: @escaping @Sendable () throws(StorageError) -> ConnectionHandle) {
    self.open = open
  }

  /// The connection, which is opened now if it was not; blocks.
  mutating func opened() throws(StorageError) -> ConnectionHandle {
    if let handle { return handle }
    guard !isClosed else { throw StorageError(.closed, "the database is closed") }
    let handle = try open()
    self.handle = handle
    return handle
  }

  /// Gives the connection away, with the statements that were prepared on it; nil while none is open.
  mutating func giveAway() -> ConnectionHandle? {
    handle.take()
  }

  /// Closes the connection for good.
  mutating func close() {
    handle = nil
    isClosed = true
  }
}
