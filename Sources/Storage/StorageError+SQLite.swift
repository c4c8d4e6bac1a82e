internal import CSQLite

extension StorageError {
  /// What an error of SQLite, of a cancelled task, or of our own means here.
  init(_ error: any Error) {
    switch error {
    case let error as StorageError: self = error
    case is CancellationError: self = .cancelled
    default: self.init(.io, "the database cannot be used")
    }
  }

  /// The task was cancelled.
  static let cancelled = StorageError(
    .interrupted, "the work was cancelled, or its deadline passed: try again")

  /// What a result code of SQLite means here; extended codes are understood.
  init(sqliteCode code: Int32) {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: self.init(.busy, "the database is busy; try again")
    case SQLITE_CONSTRAINT:
      self.init(.conflict, "the change contradicts what is stored: read that, and change it anew")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      self.init(.corrupt, "the database file is damaged: restore it from a backup")
    case SQLITE_FULL:
      self.init(.full, "the disk of the data folder is full: make room and try again")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN:
      self.init(.readOnly, "the database files cannot be written")
    case SQLITE_INTERRUPT: self = .cancelled
    case SQLITE_MISUSE: self.init(.closed, "the database is closed")
    case SQLITE_IOERR: self.init(.io, "the disk cannot be read or written")
    case let other:
      self.init(
        .corrupt,
        "SQLite answers with error \(other): try again, and restore the database from a backup if it"
          + " lasts")
    }
  }
}

/// Runs something that may throw whatever it likes, and turns that into our own error.
func translatingErrors<Value>(_ body: () throws -> Value) throws(StorageError) -> Value {
  do {
    return try body()
  } catch {
    throw StorageError(error)
  }
}
