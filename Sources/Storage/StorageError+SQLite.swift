internal import GRDB

extension StorageError {
  /// What an error of SQLite, of a cancelled task, or of our own means here.
  init(_ error: any Error) {
    switch error {
    case let error as StorageError: self = error
    case is CancellationError: self = .cancelled
    case let error as DatabaseError: self.init(error)
    default: self.init(.io, "the database cannot be used")
    }
  }

  /// The task was cancelled.
  static let cancelled = StorageError(.interrupted, "the work was cancelled")

  private init(_ error: DatabaseError) {
    self.init(error.resultCode)
  }

  /// What a result code of SQLite means here; extended codes are understood.
  init(sqliteCode: Int32) {
    self.init(ResultCode(rawValue: sqliteCode & 0xff))
  }

  private init(_ code: ResultCode) {
    switch code {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, "the database is busy; try again")
    case .SQLITE_CONSTRAINT:
      self.init(.conflict, "the change contradicts what is stored")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(.corrupt, "the database file is damaged")
    case .SQLITE_FULL: self.init(.full, "the disk is full")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
      self.init(.readOnly, "the database files cannot be written")
    case .SQLITE_INTERRUPT: self = .cancelled
    case .SQLITE_MISUSE: self.init(.closed, "the database is closed")
    case .SQLITE_IOERR: self.init(.io, "the disk cannot be read or written")
    default: self.init(.corrupt, "the database answers with error \(code.rawValue)")
    }
  }
}

/// Runs something of GRDB, and turns what it throws into our own error.
func translatingErrors<Value>(_ body: () throws -> Value) throws(StorageError) -> Value {
  do {
    return try body()
  } catch {
    throw StorageError(error)
  }
}
