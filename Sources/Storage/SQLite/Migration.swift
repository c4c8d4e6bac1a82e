/// One step from an older schema to a newer one. Never changed once it has been released.
struct Migration: Hashable, Sendable {
  /// Steps count from 1.
  let version: Int
  /// What it brings.
  let name: String
  /// The statements.
  let sql: String
  /// What is done behind the statements, in their transaction; nil for nothing.
  let work: MigrationWork?

  /// FNV-1a of the statements, 64 bits as hexadecimal digits: tells a step that was edited after it
  /// had been applied somewhere.
  let checksum: String

  init(version: Int, name: String, sql: String, work: MigrationWork? = nil) {
    self.version = version
    self.name = name
    self.sql = sql
    self.work = work
    let hash = sql.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    checksum = String(hash, radix: 16)
  }
}
