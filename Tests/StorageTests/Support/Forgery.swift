internal import Foundation

@testable internal import Storage

/// What somebody may have done to the file of a backup.
enum Forgery: CaseIterable, Sendable {
  case cutOff, zeroedPage, empty, text, otherProgram, noVersion, newer, trigger, view, table, index
  case changedTable, changedIndex, missingIndex, otherSteps, noOwner, danglingRow

  /// Does it to a good file.
  func apply(to path: String) throws {
    switch self {
    case .cutOff: try change(path) { try $0.truncate(atOffset: 20_480) }
    case .zeroedPage:
      // The second page that holds users: the schema is whole.
      let root = try number("SELECT rootpage FROM sqlite_schema WHERE name = 'users'", path)
      try change(path) {
        try $0.seek(toOffset: UInt64(root - 1) * 4096)
        try $0.write(contentsOf: Data(repeating: 0xFF, count: 4096))
      }
    case .empty: try change(path) { try $0.truncate(atOffset: 0) }
    case .text: try Data("not a database at all".utf8).write(to: URL(filePath: path))
    case .otherProgram: try execute("PRAGMA application_id = 1", path)
    case .noVersion: try execute("PRAGMA user_version = 0", path)
    case .newer:
      try execute("PRAGMA user_version = \(DatabaseKind.tenant.newestVersion + 1)", path)
    case .trigger:
      try execute(
        "CREATE TRIGGER evil AFTER INSERT ON users BEGIN DELETE FROM audit; END", path)
    case .view: try execute("CREATE VIEW evil AS SELECT load_extension('x')", path)
    case .table: try execute("CREATE TABLE evil (x)", path)
    case .index: try execute("CREATE INDEX evil ON users (abs(id))", path)
    case .changedTable: try execute("ALTER TABLE runs ADD COLUMN evil TEXT", path)
    case .changedIndex:
      // One that may be missing, but not be another.
      try execute(
        "DROP INDEX users_by_key; CREATE INDEX users_by_key ON users (abs(id))", path)
    case .missingIndex: try execute("DROP INDEX users_by_directory", path)
    case .otherSteps: try execute("UPDATE migrations SET checksum = 'x' WHERE version = 2", path)
    case .noOwner: try execute("DELETE FROM meta", path)
    case .danglingRow:
      try execute("INSERT INTO memberships (user_id, group_id) VALUES (999, 999)", path)
    }
  }

  private func execute(_ sql: String, _ path: String) throws {
    try ConnectionHandle(path).connection().execute(sql)
  }

  private func number(_ sql: SQL, _ path: String) throws -> Int64 {
    try ConnectionHandle(path).connection().number(sql)
  }

  private func change(_ path: String, _ body: (FileHandle) throws -> Void) throws {
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    defer { try? handle.close() }
    try body(handle)
  }
}
