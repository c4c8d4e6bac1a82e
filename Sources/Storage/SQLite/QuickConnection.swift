internal import CSQLite
internal import Synchronization

/// The connection by which event loops read by keys: a lock around SQLite itself, because anything more
/// costs as much as such a read.
///
/// While nobody writes, the snapshot of one read is kept for the next, which saves most of what a
/// transaction costs. A write ends it before it begins, and until the write has ended each read has a
/// snapshot of its own: so a read sees everything that was acknowledged before it, and no kept snapshot
/// ever stands in the way of a checkpoint.
final class QuickConnection: Sendable {
  private let lock = Mutex(())
  // Unsafe only by declaration: used while the lock is held. A sqlite3, owned; nil once it is closed.
  private nonisolated(unsafe) var handle: OpaquePointer?
  // Unsafe only by declaration, for the same reason. Nil while no snapshot is kept.
  private nonisolated(unsafe) var names: SnapshotNames?
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var writers: Int
  private let statements = StatementTable()

  /// Takes a connection that is open.
  ///
  /// - Parameter keepsSnapshots: false where another process works the log off.
  init(owning handle: OpaquePointer, keepsSnapshots: Bool) {
    self.handle = handle
    writers = keepsSnapshots ? 0 : 1
  }

  deinit {
    close()
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

  /// Closes the connection for good.
  func close() {
    lock.withLock { _ in
      guard let handle else { return }
      endSnapshot()
      statements.close()
      // Closing fails only while a statement is left, and none is.
      _ = sqlite3_close(handle)
      self.handle = nil
    }
  }

  private func locked(_ body: (Connection) -> Void) throws(StorageError) {
    guard let handle else { throw StorageError(.closed, "the database is closed") }
    let names = try snapshot(handle)
    body(Connection(handle: handle, statements: statements, names: names))
    // Some errors end the transaction by themselves.
    if writers > 0 || sqlite3_get_autocommit(handle) != 0 { endSnapshot() }
  }

  private func snapshot(_ handle: OpaquePointer) throws(StorageError) -> SnapshotNames {
    if let names { return names }
    try Connection(handle: handle, statements: statements).run("BEGIN")
    let names = SnapshotNames()
    self.names = names
    return names
  }

  private func endSnapshot() {
    guard names != nil else { return }
    names = nil
    // Nothing was changed that could be lost.
    _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }
}
