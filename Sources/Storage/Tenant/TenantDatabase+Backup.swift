internal import CSQLite
internal import Cleanup

extension TenantDatabase {
  /// Pages that are copied before a backup looks whether it is still wanted.
  static let backedUpPagesAtOnce: Int32 = 1024

  /// Copies the database as it is now into an empty file. Writers go on meanwhile, and the copy has
  /// nothing of what they write. Blocks.
  ///
  /// - Parameter isWanted: asked between steps; false breaks the copy off with `.interrupted`.
  func copy(to path: String, while isWanted: () -> Bool) throws(StorageError) {
    let source = try store.openBeside()
    let target = try ConnectionHandle(path)
    // Nobody has the copy before it is whole.
    try target.connection().execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    // One snapshot for all steps: without it, each commit of a writer would start the copy anew.
    let snapshot = source.connection()
    try snapshot.run("BEGIN")
    defer { try? snapshot.run("ROLLBACK") }
    _ = try snapshot.number("SELECT owner_epoch FROM meta")
    guard let backup = sqlite3_backup_init(target.pointer, "main", source.pointer, "main") else {
      throw StorageError(sqliteCode: sqlite3_errcode(target.pointer))
    }
    var code = SQLITE_OK
    while code == SQLITE_OK, isWanted() {
      code = sqlite3_backup_step(backup, Self.backedUpPagesAtOnce)
    }
    let end = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      if code == SQLITE_OK { throw .cancelled }
      throw StorageError(sqliteCode: end == SQLITE_OK ? code : end)
    }
  }
}
