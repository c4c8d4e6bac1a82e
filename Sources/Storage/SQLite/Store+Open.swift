internal import CSQLite

extension Store {
  /// How long a statement waits for another process, in milliseconds.
  static let busyTimeoutMilliseconds = 5000
  /// Connections that read snapshots, for each database.
  static let readers = 2
  /// Memory for pages, for each connection, in KiB.
  static let cacheKiB = 512
  /// Pages of write-ahead log after which a commit checkpoints: twenty times SQLite's default halves
  /// the time of a big run.
  static let autocheckpointPages = 20_000
  /// Log that stays when all of it has been worked off while the database is open; when it is closed,
  /// an empty log stays, because making files is half of opening a database.
  static let keptLogBytes = 128 << 20
  /// Descriptors that an open database takes: a file and its log for each of four connections, the
  /// shared memory, the lock.
  static let descriptors = 4 * 2 + 2

  /// Opens a file, which it makes if it is not there, and brings its schema up to date.
  ///
  /// Every connection to a database that is in use is opened here and gets all its settings here. The
  /// files of backups have their own: one that trusts nothing (`BackupCheck`), and one that is copied into
  /// (`TenantDatabase.copy`).
  static func open(
    _ path: String, as kind: DatabaseKind, checkpointing: Checkpointing
  ) throws(StorageError) -> Store {
    _ = countsNoMemory
    try PrivateFiles.create(path)
    let isCurrent = try DatabaseHeader.check(path, kind: kind)
    let log = PrivateFiles.size("\(path)-wal")
    let connect: @Sendable () throws(StorageError) -> ConnectionHandle = {
      () throws(StorageError) in try connection(path, checkpointing)
    }
    let quick = QuickConnection(keepsSnapshots: checkpointing == .own, open: connect)
    let store = Store(
      path: path, quick: quick,
      writer: QueuedConnection { () throws(StorageError) in
        // The one for quick reads has read the schema already.
        let handle = if let given = quick.giveAway() { given } else { try connect() }
        try letWrite(handle.connection(), isCurrent: isCurrent)
        return handle
      },
      readers: ReaderSlots((0..<readers).map { _ in QueuedConnection(connect) }))
    do {
      // A log that was left behind may hold more than the file's header tells.
      if !isCurrent || log ?? 0 > 0 { try store.migrate(kind) }
      try store.readNow { (connection) throws(StorageError) in
        try Migrator(connection: connection, kind: kind).checkNewest()
      }
      // From now on a log that is there has a name that is on disk.
      if log == nil { try PrivateFiles.sync(folderOf: path) }
      return store
    } catch {
      store.close()
      throw error
    }
  }

  /// One more connection that reads, for whoever keeps a snapshot for long; to be closed before the
  /// store is. It never works the log off.
  func openBeside() throws(StorageError) -> ConnectionHandle {
    try Self.connection(path, .external)
  }

  /// SQLite counts the bytes that it has taken under one lock for the whole process, twice in a row
  /// of a table; nobody asks for the sum. It can be told only before anything else.
  private static let countsNoMemory = dormouse_no_memory_statistics() == SQLITE_OK

  /// A connection that SQLite keeps from writing. The file is not opened read-only: the first to open
  /// a database makes its log, and the last to close it works the log off.
  private static func connection(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> ConnectionHandle {
    let handle = try ConnectionHandle(path)
    let connection = handle.connection()
    // Set before the first statement, for opening a file may wait too.
    sqlite3_busy_timeout(connection.handle, Int32(busyTimeoutMilliseconds))
    let codes =
      switch checkpointing {
      case .own:
        [
          sqlite3_wal_autocheckpoint(connection.handle, Int32(autocheckpointPages)),
          dormouse_keep_log_on_close(connection.handle),
        ]
      case .external:
        [
          sqlite3_wal_autocheckpoint(connection.handle, 0),
          dormouse_no_checkpoint_on_close(connection.handle),
        ]
      }
    for code in codes + [dormouse_distrust_schema(connection.handle)] where code != SQLITE_OK {
      throw StorageError(sqliteCode: code)
    }
    try connection.execute(
      """
      PRAGMA journal_size_limit = \(keptLogBytes);
      PRAGMA temp_store = MEMORY;
      PRAGMA mmap_size = 0;
      PRAGMA cache_size = -\(cacheKiB);
      PRAGMA foreign_keys = ON;
      PRAGMA query_only = ON;
      """)
    return handle
  }

  /// Lets a connection write, and whoever commits through it wait for the disk. A file that is current
  /// has what can be chosen for good.
  private static func letWrite(
    _ connection: Connection, isCurrent: Bool
  ) throws(StorageError) {
    // Sorting for an index of all users must not take memory with them.
    // What is deleted is overwritten, as SQLite does by itself only where it was built to.
    try connection.execute(
      """
      PRAGMA query_only = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = FILE;
      PRAGMA secure_delete = ON;
      """)
    if isCurrent { return }
    // Vacuuming by steps can be chosen only before the first table, and for good; choosing it again
    // would write, and a commit is the dearest part of opening a tenant.
    if try connection.number("PRAGMA page_count") == 0 {
      try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    }
    let mode = try connection.first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else {
      throw StorageError(.readOnly, "the database cannot have a write-ahead log")
    }
  }

  private func migrate(_ kind: DatabaseKind) throws(StorageError) {
    try translatingErrors {
      try writer.access { connection in
        try Migrator(connection: connection, kind: kind).run()
      }
    }
  }
}
