internal import GRDB

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
    try DatabaseHeader.check(path, kind: kind)
    let pool = try openPool(path, checkpointing)
    do {
      try migrate(pool, kind)
      return Store(pool: pool, quick: try openQuick(path, checkpointing))
    } catch {
      try? pool.close()
      throw error
    }
  }

  private static func openPool(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> DatabasePool {
    try translatingErrors {
      let pool = try DatabasePool(path: path, configuration: configuration(checkpointing))
      // The pool sets NORMAL after its own preparations, with which a commit may be lost.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return pool
    }
  }

  private static func openQuick(
    _ path: String, _ checkpointing: Checkpointing
  ) throws(StorageError) -> DatabaseQueue {
    try translatingErrors {
      var configuration = configuration(checkpointing)
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  private static func migrate(
    _ pool: DatabasePool, _ kind: DatabaseKind
  ) throws(StorageError) {
    try translatingErrors {
      try pool.writeWithoutTransaction {
        try Migrator(connection: Connection(database: $0), kind: kind).run()
      }
    }
  }

  private static func configuration(_ checkpointing: Checkpointing) -> Configuration {
    var configuration = Configuration()
    configuration.maximumReaderCount = readers
    // Set before the first statement, for opening a file may wait too; and again below, because the
    // pool gives its readers another one.
    configuration.busyMode = .timeout(Double(busyTimeoutMilliseconds) / 1000)
    configuration.foreignKeysEnabled = true
    configuration.persistentReadOnlyConnections = true
    configuration.prepareDatabase { database in
      if !database.configuration.readonly {
        // Takes effect only before the first table, and for good.
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
      }
      // GRDB lets the pool's readers wait for longer than all others.
      try database.execute(sql: "PRAGMA busy_timeout = \(busyTimeoutMilliseconds)")
      let autocheckpoint = checkpointing == .own ? autocheckpointPages : 0
      try database.execute(
        sql: """
          PRAGMA busy_timeout = \(busyTimeoutMilliseconds);
          PRAGMA trusted_schema = OFF;
          PRAGMA cache_size = -\(cacheKiB);
          PRAGMA mmap_size = 0;
          PRAGMA temp_store = MEMORY;
          PRAGMA wal_autocheckpoint = \(autocheckpoint);
          """)
      if checkpointing == .external { disableCheckpointOnClose(database) }
    }
    return configuration
  }
}
