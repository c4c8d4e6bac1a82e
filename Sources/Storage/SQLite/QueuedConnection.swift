/// A connection that its users take turns at: whoever comes first is first, whether it waits as a task or
/// as a thread. It is opened in the first turn.
actor QueuedConnection {
  private let turns = SerialQueue(label: "dormouse.connection")
  // Unsafe only by declaration: used in turns alone.
  private nonisolated(unsafe) var slot: ConnectionSlot

  /// A connection that `open` opens.
  init(_ open: @escaping @Sendable () throws(StorageError) -> ConnectionHandle) {
    slot = ConnectionSlot(open)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { turns.asUnownedSerialExecutor() }

  /// Hands the connection to the body on the connection's own thread. Cancelling the task ends the
  /// access, whatever statement is then at work.
  func cancellableAccess<Value: Sendable>(
    _ body: @Sendable (Connection) throws -> Value
  ) throws -> Value {
    try slot.opened().connection().cancellable(body)
  }

  /// Hands the connection to the body on the calling thread, as soon as nobody else uses it.
  nonisolated func access<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try turns.wait { try body(slot.opened().connection()) }
  }

  /// Closes the connection for good; waits until it is idle.
  nonisolated func close() {
    turns.wait { slot.close() }
  }
}
