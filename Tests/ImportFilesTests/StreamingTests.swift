internal import Cleanup
internal import ImportFiles
internal import Testing

@Suite("Reading in pieces")
struct StreamingTests {
  private static let csv = """
    \u{FEFF}external_id,username,created_time,last_login_time,groups\r
    1,"ada ""A"" Ł",2011-01-11T19:19:36.483Z,,a|b\r
    \r
    2,"bob\r\nbob",,2014-13-01T00:00:00Z,\r
    3,"open,,,\r
    "4",døra,,2014-01-01T00:00:00+01:00,"ü"\r
    4,dup,,,\r
    5,last,,,x
    """

  private static let jsonLines = """
    \u{FEFF}{"external_id":"1","username":"ada \\"Ł","created_time":null,"groups":["a","b"]}\r

    {"external_id":"2","username":"bob"\r
    {"external_id":"3","username":"døra","created_time":"","groups":[],"last_login_time":""}
    """

  @Test(
    "Cutting a file at any byte changes nothing",
    arguments: [(csv, ImportFormat.csv, 6), (jsonLines, .jsonLines, 3)])
  func everyCut(text: String, format: ImportFormat, records: Int) throws {
    let bytes = Array(text.utf8)
    let whole = try readRows(ImportedUser.self, [bytes], format)
    #expect(whole.count == records)
    for cut in 1..<bytes.count {
      let halves = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(try readRows(ImportedUser.self, halves, format) == whole, "cut at byte \(cut)")
    }
    #expect(try readRows(ImportedUser.self, bytes.map { [$0] }, format) == whole)
  }

  @Test("Nothing is read before a row is asked for, nor more than the row needs")
  func backPressure() throws {
    var reader = ImportReader<ImportedUser, _>(EndlessChunks(), format: .csv)
    for line in 1...1000 {
      let user = try #require(try reader.next()).get()
      #expect(user.externalID == String(line))
    }
  }

  @Test("A source that fails ends the reading with its error")
  func failingSource() throws {
    var reader = ImportReader<ImportedUser, _>(FailingChunks(), format: .csv)
    #expect(try reader.next() != nil)
    #expect(throws: FailingChunks.error) { _ = try reader.next() }
  }
}

/// A header, and then a user a chunk without end.
private struct EndlessChunks: ChunkSource {
  private var line = 0

  mutating func next() -> [UInt8]? {
    defer { line += 1 }
    let text =
      line == 0 ? "external_id,username,created_time,groups\n" : "\(line),user\(line),,\n"
    return Array(text.utf8)
  }
}

/// A header and one user, and then an error.
private struct FailingChunks: ChunkSource {
  static let error = ImportError(.unreadable, "the disk is gone")
  private var chunks = MemoryChunks("external_id,username,created_time,groups\n1,ada,,\n2,b")

  mutating func next() throws(ImportError) -> [UInt8]? {
    guard let chunk = chunks.next() else { throw Self.error }
    return chunk
  }
}
