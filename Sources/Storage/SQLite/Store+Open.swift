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
  /// Descriptors that an open database takes: a file and its log for each of four connections, the
  /// shared memory, the lock.
  static let descriptors = 4 * 2 + 2

  /// Opens a file, which it makes if it is not there, and brings its schema up to date.
  ///
  /// Every connection of the program is opened here and gets all its settings here.
  static func open(
    _ path: String, as kind: DatabaseKind, checkpointing: Checkpointing
  ) throws(StorageError) -> Store {
    try PrivateFiles.create(path)
    let isCurrent = try DatabaseHeader.check(path, kind: kind)
    let writer = ConnectionSlot { () throws(StorageError) in
      try openWriter(path, checkpointing)
    }
    do {
      // A log that was left behind may hold more than the file's header tells.
      if !isCurrent || access("\(path)-wal", F_OK) == 0 { try migrate(writer, kind) }
      let quick = try openReader(path, checkpointing)
      try check(quick, kind)
      let readers = (0..<readers).map { _ in
        ConnectionSlot { () throws(StorageError) in try openReader(path, checkpointing) }
      }
      return Store(quick: quick, writer: writer, readers: ReaderSlots(readers))
    } catch {
      writer.close()
      throw error
    }
  }

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
      }
      return OpenConnection(queue)
    }
  }

  /// A connection that SQLite keeps from writing. The file is not opened read-only: the first to open
  /// a database makes its log, and the last to close it takes the log away.
  private static func openReader(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> OpenConnection {
    try translatingErrors {
      let queue = try DatabaseQueue(path: path, configuration: configuration(checkpointing))
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
      return OpenConnection(queue)
    }
  }

  private static func migrate(
    _ writer: ConnectionSlot, _ kind: DatabaseKind
  ) throws(StorageError) {
    try writer.connection().access { (connection) throws(StorageError) in
      try Migrator(connection: connection, kind: kind).run()
    }
  }

  /// Refuses a schema that this program did not make.
  private static func check(
    _ quick: OpenConnection, _ kind: DatabaseKind
  ) throws(StorageError) {
    try quick.access { (connection) throws(StorageError) in
      try Migrator(connection: connection, kind: kind).check()
    }
  }

  private static func configuration(_ checkpointing: Checkpointing) -> Configuration {
    var configuration = Configuration()
    // Set before the first statement, for opening a file may wait too.
    configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      let handle = database.sqliteConnection
      let autocheckpoint = checkpointing == .own ? autocheckpointPages : 0
      for code in [
        dormouse_distrust_schema(handle),
        sqlite3_wal_autocheckpoint(handle, Int32(autocheckpoint)),
        checkpointing == .external ? dormouse_no_checkpoint_on_close(handle) : SQLITE_OK,
        // Vacuuming by steps takes effect only before the first table, and for good.
        sqlite3_exec(
          handle,
          """
          PRAGMA cache_size = -\(cacheKiB);
          PRAGMA mmap_size = 0;
          PRAGMA temp_store = MEMORY;
          """, nil, nil, nil),
      ] where code != SQLITE_OK {
        throw StorageError(sqliteCode: code)
      }
    }
    return configuration
  }
}
