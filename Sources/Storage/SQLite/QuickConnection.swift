internal import CSQLite
internal import Synchronization

/// The connection by which event loops read by keys: a lock around SQLite itself, because anything more
/// costs as much as such a read.
///
/// While nobody writes, the snapshot of one read is kept for the next, which saves most of what a
/// transaction costs. A write ends it before it begins, and until the write has ended each read has a
/// snapshot of its own: so a read sees everything that was acknowledged before it, and no kept snapshot
/// ever stands in the way of a checkpoint.
///
/// It is opened first, unless the schema must be brought up to date before, and may be given away to
/// whoever needs one for good; the read that comes next opens another.
final class QuickConnection: Sendable {
  private let lock = Mutex(())
  // Unsafe only by declaration: used while the lock is held.
  private nonisolated(unsafe) var slot: ConnectionSlot
  // Unsafe only by declaration, for the same reason. Nil while no snapshot is kept.
  private nonisolated(unsafe) var names: SnapshotNames?
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var writers: Int

  /// A connection that `open` opens when it is first needed.
  ///
  /// - Parameter keepsSnapshots: false where another process works the log off.
  init(
    keepsSnapshots: Bool, open: @escaping @Sendable () throws(StorageError) -> ConnectionHandle
  ) {
    slot = ConnectionSlot(open)
    writers = keepsSnapshots ? 0 : 1
  }

  /// Lends one snapshot to the body on the calling thread. The body keeps what it reads and what it
  /// throws by itself: a generic answer would cost as much as reading does.
  func read(_ body: (Connection) -> Void) throws(StorageError) {
    var trouble: StorageError?
    lock.withLock { _ in
      do throws(StorageError) {
        try locked(body)
      } catch {
        trouble = error
      }
    }
    if let trouble { throw trouble }
  }

  /// Ends the kept snapshot, and keeps none until the writing has ended.
  func beginWriting() {
    lock.withLock { _ in
      writers += 1
      endSnapshot()
    }
  }

  /// The writing has ended; its commit counts already.
  func endWriting() {
    lock.withLock { _ in writers -= 1 }
  }

  /// Gives the connection away, with the statements that were prepared on it; nil while none is open.
  func giveAway() -> ConnectionHandle? {
    lock.withLock { _ in
      endSnapshot()
      return slot.giveAway()
    }
  }

  /// Closes the connection for good.
  func close() {
    lock.withLock { _ in
      endSnapshot()
      slot.close()
    }
  }

  private func locked(_ body: (Connection) -> Void) throws(StorageError) {
    let handle = try slot.opened()
    let names = try snapshot(handle)
    let connection = handle.connection(names)
    body(connection)
    // Some errors end the transaction by themselves.
    if writers > 0 || sqlite3_get_autocommit(connection.handle) != 0 { endSnapshot() }
  }

  private func snapshot(_ handle: ConnectionHandle) throws(StorageError) -> SnapshotNames {
    if let names { return names }
    try handle.connection().run("BEGIN")
    let names = SnapshotNames()
    self.names = names
    return names
  }

  private func endSnapshot() {
    guard names != nil, let handle = slot.handle else { return }
    names = nil
    // Nothing was changed that could be lost.
    _ = sqlite3_exec(handle.connection().handle, "ROLLBACK", nil, nil, nil)
  }
}
