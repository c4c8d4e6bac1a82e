/// Brings a database's schema up to date, a transaction for each step.
struct Migrator {
  let connection: Connection
  let kind: DatabaseKind

  /// Applies what is missing, after checking that what is there is what this program made.
  func run() throws(StorageError) {
    let applied = try checkedVersion()
    for migration in kind.migrations where migration.version > applied {
      try translatingErrors {
        try connection.transaction { try apply(migration) }
      }
    }
  }

  /// Refuses a schema that another version of this program's steps made; the file's header has said that
  /// it is the newest.
  func checkNewest() throws(StorageError) {
    try check(version: kind.newestVersion)
  }

  private func checkedVersion() throws(StorageError) -> Int {
    let version = Int(try connection.number("PRAGMA user_version"))
    let applicationID = Int32(truncatingIfNeeded: try connection.number("PRAGMA application_id"))
    try DatabaseHeader.check(applicationID: applicationID, version: version, kind: kind)
    guard version > 0 else { return 0 }
    try check(version: version)
    return version
  }

  /// Refuses a schema that other steps made than the first ones of this program.
  func check(version: Int) throws(StorageError) {
    let checksums = try connection.all(
      "SELECT checksum FROM migrations ORDER BY version"
    ) { $0[0] as String }
    guard checksums == kind.migrations.filter({ $0.version <= version }).map(\.checksum) else {
      throw StorageError(.corrupt, "the schema of \(kind.name) is not the one of this program")
    }
  }

  private func apply(_ migration: Migration) throws(StorageError) {
    try connection.execute(migration.sql)
    try migration.work?.perform(on: connection)
    try connection.run(
      """
      INSERT INTO migrations (version, name, checksum, applied_at)
      VALUES (?, ?, ?, unixepoch() * 1000000)
      """, migration.version, migration.name, migration.checksum)
    try connection.execute(
      """
      PRAGMA application_id = \(kind.applicationID);
      PRAGMA user_version = \(migration.version);
      """)
  }
}
