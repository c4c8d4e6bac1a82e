internal import CSQLite
internal import GRDB
internal import Glibc

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
  /// Every connection of the program is opened here and gets all its settings here.
  static func open(
    _ path: String, as kind: DatabaseKind, checkpointing: Checkpointing
  ) throws(StorageError) -> Store {
    _ = countsNoMemory
    try PrivateFiles.create(path)
    let isCurrent = try DatabaseHeader.check(path, kind: kind)
    let writer = ConnectionSlot { () throws(StorageError) in
      try openWriter(path, checkpointing)
    }
    do {
      // A log that was left behind may hold more than the file's header tells.
      if !isCurrent || PrivateFiles.size("\(path)-wal") > 0 { try migrate(writer, kind) }
      let quick = try openQuick(path, checkpointing)
      let readers = (0..<readers).map { _ in
        ConnectionSlot { () throws(StorageError) in try openReader(path, checkpointing) }
      }
      let store = Store(
        path: path, quick: quick, writer: writer, readers: ReaderSlots(readers))
      try store.readNow { (connection) throws(StorageError) in
        try Migrator(connection: connection, kind: kind).checkNewest()
      }
      return store
    } catch {
      writer.close()
      throw error
    }
  }

  /// SQLite counts the bytes that it has taken under one lock for the whole process, twice in a row
  /// of a table; nobody asks for the sum. It can be told only before anything else.
  private static let countsNoMemory = dormouse_no_memory_statistics() == SQLITE_OK

  private static func openWriter(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> OpenConnection {
    try translatingErrors {
      let queue = try DatabaseQueue(path: path, configuration: configuration(checkpointing))
      try queue.writeWithoutTransaction { database in
        // Sorting for an index of all users must not take memory with them.
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA temp_store = FILE")
        // Vacuuming by steps can be chosen only before the first table, and for good; choosing it again
        // would write, and a commit is the dearest part of opening a tenant.
        if try Int.fetchOne(database, sql: "PRAGMA page_count") == 0 {
          try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        }
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
          throw StorageError(.readOnly, "the database cannot have a write-ahead log")
        }
        stopWatching(database)
      }
      return OpenConnection(queue)
    }
  }

  /// A connection that SQLite keeps from writing. The file is not opened read-only: the first to open
  /// a database makes its log, and the last to close it works the log off.
  private static func openReader(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> OpenConnection {
    try translatingErrors {
      let queue = try DatabaseQueue(path: path, configuration: configuration(checkpointing))
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA query_only = ON")
        stopWatching(database)
      }
      return OpenConnection(queue)
    }
  }

  /// GRDB looks at each column that a statement names while it is prepared, to tell observers of
  /// changes. Nobody observes, and it takes longer than preparing does.
  private static func stopWatching(_ database: Database) {
    _ = sqlite3_set_authorizer(database.sqliteConnection, nil, nil)
  }

  private static func migrate(
    _ writer: ConnectionSlot, _ kind: DatabaseKind
  ) throws(StorageError) {
    try writer.connection().access { (connection) throws(StorageError) in
      try Migrator(connection: connection, kind: kind).run()
    }
  }

  /// The connection for quick reads, which does without GRDB; opening it is most of opening a tenant.
  private static func openQuick(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> QuickConnection {
    var opened: OpaquePointer?
    // One access at a time is what the lock around it is for.
    let code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw StorageError(sqliteCode: code) }
    let quick = QuickConnection(owning: opened, keepsSnapshots: checkpointing == .own)
    guard code == SQLITE_OK else { throw StorageError(sqliteCode: code) }
    sqlite3_busy_timeout(opened, Int32(busyTimeoutMilliseconds))
    try configure(opened, checkpointing)
    try Connection(handle: opened, statements: StatementTable())
      .execute("PRAGMA foreign_keys = ON; PRAGMA query_only = ON")
    return quick
  }

  private static func configuration(_ checkpointing: Checkpointing) -> Configuration {
    var configuration = Configuration()
    // Set before the first statement, for opening a file may wait too.
    configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      guard let handle = database.sqliteConnection else { return }
      try configure(handle, checkpointing)
    }
    return configuration
  }

  /// What every connection has in common.
  private static func configure(
    _ handle: OpaquePointer, _ checkpointing: Checkpointing
  ) throws(StorageError) {
    let codes =
      switch checkpointing {
      case .own:
        [
          sqlite3_wal_autocheckpoint(handle, Int32(autocheckpointPages)),
          dormouse_keep_log_on_close(handle),
        ]
      case .external:
        [sqlite3_wal_autocheckpoint(handle, 0), dormouse_no_checkpoint_on_close(handle)]
      }
    for code in codes + [dormouse_distrust_schema(handle)] where code != SQLITE_OK {
      throw StorageError(sqliteCode: code)
    }
    try Connection(handle: handle, statements: StatementTable()).execute(
      """
      PRAGMA journal_size_limit = \(keptLogBytes);
      PRAGMA temp_store = MEMORY;
      PRAGMA mmap_size = 0;
      PRAGMA cache_size = -\(cacheKiB);
      """)
  }
}
