internal import CSQLite

/// A statement that SQLite has prepared, finalized when nobody holds it any more.
final class StatementHandle {
  /// The statement itself; good as long as this object.
  let pointer: OpaquePointer  // sqlite3_stmt, owned

  /// Prepares a statement that will be used many times over.
  init(_ sql: String, on connection: OpaquePointer) throws(StorageError) {
    var pointer: OpaquePointer?
    var sql = sql
    let code = sql.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_prepare_v3(
          connection, characters.baseAddress, Int32(clamping: characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
      }
    }
    guard code == SQLITE_OK, let pointer else {
      throw StorageError(sqliteCode: code == SQLITE_OK ? SQLITE_MISUSE : code)
    }
    self.pointer = pointer
  }

  deinit {
    // The code repeats what the last step said.
    _ = sqlite3_finalize(pointer)
  }
}
