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

  @Test("Texts are stored as they are, however many bytes were bound before them, and NULL as NULL")
  func boundTexts() async throws {
    // Lengths around that of a small text of Swift's, and of the room that a statement's texts share.
    let lengths = [0, 1, 15, 16, Binding.room - 1, Binding.room, Binding.room + 1, 5000]
    try await withTenant { database in
      for first in lengths {
        for second in lengths {
          let texts = (String(repeating: "a", count: first), String(repeating: "ü", count: second))
          let found = try await database.write { (writer) throws(StorageError) in
            let connection = writer.connection
            try connection.run("DELETE FROM sources")
            try connection.run("INSERT INTO sources (id, name) VALUES (length(?) + 1, ? || ?)") {
              $0.add(texts.0)
              $0.add(texts.0)
              $0.add(texts.1)
            }
            try connection.run(
              "INSERT INTO sources (id, name) VALUES (0, ifnull(?, 'NULL') || ?)"
            ) {
              $0.add(nil as String?)
              $0.add(texts.1)
            }
            return try connection.all("SELECT name FROM sources ORDER BY id") { $0.text(0) }
          }.value
          #expect(found == ["NULL" + texts.1, texts.0 + texts.1])
        }
      }
    }
  }

  @Test("Nothing stays bound to a statement that has run")
  func unbound() async throws {
    try await withTenant { database in
      let found = try await database.write { (writer) throws(StorageError) in
        let sql: SQL = "INSERT INTO sources (name) VALUES (ifnull(?, 'nothing'))"
        try writer.connection.run(sql) { $0.add("something") }
        try writer.connection.run(sql) { _ in }
        return try writer.connection.all("SELECT name FROM sources ORDER BY id") { $0.text(0) }
      }.value
      #expect(found == ["something", "nothing"])
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
