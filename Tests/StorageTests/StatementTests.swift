@testable internal import Storage
internal import TestSupport
internal import Testing

@Suite("Statements by their texts")
struct StatementTests {
  private static let kept = (1...200).map { SQL.kept("SELECT \($0)") }

  @Test("Literals, texts that are kept and texts that are put together are told apart")
  func texts() async throws {
    try await withTenant { database in
      for _ in 0..<2 {
        let (kept, made, literals) = try await database.read { (reader) throws(StorageError) in
          let connection = reader.connection
          var (kept, made): ([Int64], [Int64]) = ([], [])
          for sql in Self.kept { kept.append(try connection.number(sql)) }
          for number in 1...20 { made.append(try connection.number("SELECT -\(number)")) }
          return (
            kept, made, [try connection.number("SELECT 7"), try connection.number("SELECT 8")]
          )
        }
        #expect(kept == Array(1...200))
        #expect(made == (1...20).map { -$0 })
        #expect(literals == [7, 8])
      }
    }
  }

  @Test("A statement that SQLite does not understand is an error, and not a crash")
  func mistakes() async throws {
    try await withTenant { database in
      for sql: SQL in ["SELEKT 1", "", "SELECT * FROM nowhere"] {
        await #expect(throws: StorageError.self) {
          try await database.read { (reader) throws(StorageError) in
            try reader.connection.number(sql)
          }
        }
      }
    }
  }
}
