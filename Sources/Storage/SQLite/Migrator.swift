internal import GRDB

/// Brings a database's schema up to date, a transaction for each step.
struct Migrator {
  let connection: Connection
  let kind: DatabaseKind

  /// Applies what is missing, after checking that what is there is what this program made.
  func run() throws(StorageError) {
    let applied = try checkedVersion()
    for migration in kind.migrations.dropFirst(applied) {
      try translatingErrors {
        try connection.database.inTransaction(.immediate) {
          try apply(migration)
          return .commit
        }
      }
    }
  }

  /// Refuses a schema that another program made, or another version of this one's steps.
  func check() throws(StorageError) {
    _ = try checkedVersion()
  }

  private func checkedVersion() throws(StorageError) -> Int {
    let version = Int(try connection.number("PRAGMA user_version"))
    let applicationID = Int32(truncatingIfNeeded: try connection.number("PRAGMA application_id"))
    try DatabaseHeader.check(applicationID: applicationID, version: version, kind: kind)
    guard version > 0 else { return 0 }
    let checksums = try connection.all(
      "SELECT checksum FROM migrations ORDER BY version"
    ) { $0[0] as String }
    guard checksums == kind.migrations.prefix(version).map(\.checksum) else {
      throw StorageError(.corrupt, "the schema of \(kind.name) is not the one of this program")
    }
    return version
  }

  private func apply(_ migration: Migration) throws {
    try connection.database.execute(sql: migration.sql)
    try connection.run(
      """
      INSERT INTO migrations (version, name, checksum, applied_at)
      VALUES (?, ?, ?, unixepoch() * 1000000)
      """, migration.version, migration.name, migration.checksum)
    try connection.database.execute(
      sql: """
        PRAGMA application_id = \(kind.applicationID);
        PRAGMA user_version = \(migration.version);
        """)
  }
}
