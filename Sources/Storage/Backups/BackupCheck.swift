internal import CSQLite

/// Looks whether a file that came from outside is a tenant's database of this program, before anything
/// in it is trusted. Blocks for as long as reading the whole file takes.
enum BackupCheck {
  /// The version of the file's schema.
  ///
  /// Errors: `.rejectedBackup`, with a sentence that says what is wrong.
  static func schemaVersion(_ path: String) throws(StorageError) -> Int {
    do throws(StorageError) {
      return try checked(path)
    } catch {
      switch error.code {
      case .corrupt, .newerSchema, .conflict: throw StorageError(.rejectedBackup, error.message)
      default: throw error
      }
    }
  }

  private static func checked(_ path: String) throws(StorageError) -> Int {
    // The header is read before SQLite reads any of it.
    _ = try DatabaseHeader.check(path, kind: .tenant)
    let handle = try ConnectionHandle(path)
    guard dormouse_distrust_schema(handle.pointer) == SQLITE_OK,
      dormouse_defend(handle.pointer) == SQLITE_OK
    else { throw StorageError(.io, "the backup cannot be opened") }
    let connection = handle.connection()
    try connection.execute("PRAGMA query_only = ON; PRAGMA cell_size_check = ON")
    let version = Int(try connection.number("PRAGMA user_version"))
    guard version > 0 else { throw reject("the file is no tenant's database") }
    // No statement reads a table before the schema is known to be ours.
    let found = try schema(of: connection)
    let expected = try expectedSchema(version).filter {
      found.contains($0) || !($0.type == "index" && BulkLoad.mayLack($0.name))
    }
    guard found == expected else {
      throw reject("the schema of the database is not the one of this program")
    }
    try Migrator(connection: connection, kind: .tenant).check(version: version)
    let verdict = try connection.first("PRAGMA integrity_check(1)") { $0.text(0) }
    guard verdict == "ok" else { throw reject("the database is damaged: \(verdict ?? "")") }
    guard try !connection.exists("PRAGMA foreign_key_check") else {
      throw reject("rows of the database point to rows that are not there")
    }
    guard try connection.number("SELECT count(*) FROM meta") == 1 else {
      throw reject("the database does not say whose it is")
    }
    return version
  }

  /// The schema that the first steps of ours make.
  private static func expectedSchema(_ version: Int) throws(StorageError) -> [SchemaEntry] {
    let handle = try ConnectionHandle(":memory:")
    let connection = handle.connection()
    for migration in Migration.tenant where migration.version <= version {
      try connection.execute(migration.sql)
      try migration.work?.perform(on: connection)
    }
    return try schema(of: connection)
  }

  private static func schema(of connection: Connection) throws(StorageError) -> [SchemaEntry] {
    try connection.all(
      "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY 1, 2, 3, 4"
    ) { SchemaEntry(type: $0[0], name: $0[1], table: $0[2], sql: $0[3]) }
  }

  private static func reject(_ message: String) -> StorageError {
    StorageError(.rejectedBackup, message)
  }

  /// A table, index, trigger or view.
  private struct SchemaEntry: Equatable {
    var type: String
    var name: String
    var table: String
    var sql: String
  }
}
