internal import CSQLite

/// A connection that SQLite has opened, with the statements that were prepared on it; closed when nobody
/// holds it any more.
///
/// Whoever holds it sees to it that one thread at a time uses it.
final class ConnectionHandle: Sendable {
  // Unsafe only by declaration: used by one thread at a time, as said above. A sqlite3, owned.
  nonisolated(unsafe) let pointer: OpaquePointer
  let statements = StatementTable()
  let auditChain = AuditChain()

  /// The name of the way in which SQLite opens files here; nil leaves SQLite its own.
  // Unsafe only by declaration: a text that is never changed.
  private nonisolated(unsafe) static let files = dormouse_register_files()

  /// Opens a file that is there.
  init(_ path: String) throws(StorageError) {
    var opened: OpaquePointer?
    // One thread at a time needs no locks of SQLite's.
    let code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, Self.files)
    guard let opened else { throw StorageError(sqliteCode: code) }
    pointer = opened
    guard code == SQLITE_OK else { throw StorageError(sqliteCode: code) }
  }

  deinit {
    // Closing fails only while a statement is left, and none is.
    statements.close()
    _ = sqlite3_close(pointer)
  }

  /// An access to the connection.
  ///
  /// - Parameter names: what is known of the snapshot that the access sees.
  func connection(_ names: SnapshotNames? = nil) -> Connection {
    Connection(self, names: names)
  }
}
