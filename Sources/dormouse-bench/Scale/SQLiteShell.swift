internal import Foundation

/// The `sqlite3` shell, run over a database.
struct SQLiteShell: Sendable {
  private let program: String

  init() throws(BenchError) {
    program = try Tool.system("sqlite3", package: "sqlite3")
  }

  /// Runs commands that stop at the first mistake; answers what they print.
  @discardableResult
  func run(_ script: String, on database: String, in folder: ScratchFolder) throws -> String {
    let file = "\(folder.path)/script-\(UUID().uuidString).sql"
    try script.write(toFile: file, atomically: false, encoding: .utf8)
    let child = try Child(
      program, ["-bail", "-batch", database, ".read '\(file)'"], on: nil, isQuiet: false)
    let ending = child.ending()
    guard ending.status == 0 else {
      throw BenchError(.failed, "the sqlite3 shell ended with status \(ending.status)")
    }
    return ending.output
  }
}
