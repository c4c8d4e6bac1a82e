internal import Cleanup
internal import Foundation
internal import ImportFiles
internal import Testing

@Suite("A file with a mistake")
struct BadFileTests {
  private static let header = "external_id,username,created_time,last_login_time,groups\n"

  @Test("A required column that is missing is named, with all the others")
  func missingColumns() {
    let error = #expect(throws: ImportError.self) {
      try readUsers("username,last_login_time,created_time\nada,,\n")
    }
    #expect(error?.code == .missingColumn)
    #expect(error?.message == "the file has no columns \"external_id\", \"groups\"")
  }

  @Test(
    "A header that cannot be right refuses the file",
    arguments: [
      ("external_id,username,created_time,groups,shoe_size\n", ImportError.Code.unknownColumn),
      ("external_id,username,created_time,groups,email,email\n", .repeatedColumn),
      ("", .emptyFile),
      ("\n\n", .emptyFile),
      ("external_id,\"username\n", .badQuote),
      ("external_id\rusername\r", .badLineEnd),
      ("\u{0}external_id\n", .nulByte),
    ])
  func badHeader(text: String, code: ImportError.Code) {
    let error = #expect(throws: ImportError.self) { try readUsers(text) }
    #expect(error?.code == code)
  }

  @Test("A header that is not text is shown harmlessly")
  func strangeHeader() {
    let error = #expect(throws: ImportError.self) { try readUsers("\u{1B}[2J\u{202E}x,y\n") }
    #expect(error?.message.hasPrefix("unknown columns \"?[2J?x\", \"y\"; known are") == true)
  }

  @Test(
    "One bad record is reported with line, column and reason, and the rest is read",
    arguments: [
      ("2,bob,2014-13-01T00:00:00Z,,", ImportError.Code.badTime, "created_time"),
      ("2,bob,,2014-02-29T00:00:00Z,", .badTime, "last_login_time"),
      ("2,bob,,2014-02-28,", .badTime, "last_login_time"),
      ("2,bob,,1601-01-01T00:00:00Z,", .badTime, "last_login_time"),
      ("1,bob,,,", .duplicateID, "external_id"),
      (",bob,,,", .missingValue, "external_id"),
      ("2,,,,", .missingValue, "username"),
      ("2,bob,,,a||b", .badValue, "groups"),
      ("2,bo\u{0}b,,,", .nulByte, "username"),
      ("2,bob,,", .tooFewFields, nil),
      ("2,bob,,,,", .tooManyFields, nil),
      ("2,b\"ob,,,", .badQuote, nil),
      ("2,\"bob\"x,,,", .badQuote, nil),
      ("2,bob\r,,,", .badLineEnd, nil),
    ] as [(String, ImportError.Code, String?)])
  func badRecord(line: String, code: ImportError.Code, column: String?) throws {
    let text = Self.header + "1,ada,,,\n\(line)\n3,cyd,,,\n"
    let results = try readUsers(text)
    #expect(results.compactMap { try? $0.get().externalID } == ["1", "3"])
    let error = results.compactMap(\.failure).first
    #expect(error?.line == 3)
    #expect(error?.code == code)
    #expect(error?.column == column)
  }

  @Test("Broken UTF-8 is a bad record, in either format")
  func brokenUTF8() throws {
    let csv = Array((Self.header + "1,a").utf8) + [0xC3, 0x28] + Array(",,,\n2,bob,,,\n".utf8)
    let error = try onlyError(csv)
    #expect(error == ImportError(.invalidUTF8, error?.message ?? "", line: 2, column: "username"))
    let json = Array(#"{"external_id": ""#.utf8) + [0xFF] + Array("\"}\n".utf8)
    #expect(try onlyError(json, .jsonLines)?.code == .invalidUTF8)
  }

  @Test("A line of 10 MB is passed over without being kept, in either format")
  func longLine() throws {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
    let long = [[UInt8]](repeating: piece, count: 160)
    let start = Array((Self.header + "1,ada,,,\n2,").utf8)
    let csv = [start] + long + [Array(",,,\n3,cyd,,,\n".utf8)]
    let results = try readRows(ImportedUser.self, csv)
    #expect(results.compactMap { try? $0.get().externalID } == ["1", "3"])
    #expect(results.compactMap(\.failure).map(\.code) == [.tooLong])
    #expect(results.compactMap(\.failure).map(\.line) == [3])

    let good = #"{"external_id":"1","username":"ada","created_time":"","groups":[]}"#
    let json = long + [Array("\n\(good)".utf8)]
    let lines = try readRows(ImportedUser.self, json, .jsonLines)
    #expect(lines.map { $0.failure?.code } == [.tooLong, nil])
  }

  @Test("A quotation mark that is never closed costs its own line only")
  func unterminatedQuote() throws {
    let text = Self.header + "1,\"ada,,,\n2,bob,,,\n3,cyd,,,\n"
    let results = try readUsers(text)
    #expect(results.map { $0.failure?.code } == [.badQuote, nil, nil])
    #expect(results.first?.failure?.line == 2)
    #expect(results.compactMap { try? $0.get().username } == ["bob", "cyd"])
  }

  @Test("A quotation mark left open before a long file costs its own line only")
  func unterminatedQuoteInLongFile() throws {
    let rows = (2...20_000).map { "\($0),user\($0),,,\n" }.joined()
    let results = try readUsers(Self.header + "1,\"ada,,,\n" + rows)
    #expect(results.count == 20_000)
    #expect(results.compactMap(\.failure).map(\.code) == [.tooLong])
  }

  @Test("Line numbers count the lines within quotation marks")
  func lineNumbers() throws {
    let text = Self.header + "1,\"a\n\n\nb\",,,\n,bob,,,\n"
    #expect(try readUsers(text).last?.failure?.line == 6)
  }

  @Test(
    "A bad line of JSON says what is wrong, and the rest is read",
    arguments: [
      (#"{"external_id":"2""#, ImportError.Code.badJSON, nil),
      ("[]", .badJSON, nil),
      (#"{"external_id":2,"username":"b","created_time":"","groups":[]}"#, .badJSON, "external_id"),
      (#"{"external_id":"2","username":"b","created_time":""}"#, .missingColumn, "groups"),
      (
        #"{"external_id":"2","username":"b","created_time":"","groups":[],"shoe":1}"#,
        .unknownColumn, nil
      ),
      (#"{"external_id":"2","username":"b","created_time":"","groups":"a"}"#, .badJSON, "groups"),
      (#"{"external_id":"2","username":"b","created_time":"","groups":[""]}"#, .badValue, "groups"),
      (
        #"{"external_id":"2","username":"b\u0000","created_time":"","groups":[]}"#, .nulByte,
        "username"
      ),
      (
        #"{"external_id":"1","username":"b","created_time":"","groups":[]}"#, .duplicateID,
        "external_id"
      ),
    ] as [(String, ImportError.Code, String?)])
  func badJSON(line: String, code: ImportError.Code, column: String?) throws {
    let good = #"{"external_id":"1","username":"ada","created_time":"","groups":[]}"#
    let last = #"{"external_id":"3","username":"cyd","created_time":"","groups":[]}"#
    let results = try readUsers("\(good)\n\(line)\n\(last)\n", .jsonLines)
    #expect(results.compactMap { try? $0.get().externalID } == ["1", "3"])
    let error = results.compactMap(\.failure).first
    #expect(error?.line == 2)
    #expect(error?.code == code)
    #expect(error?.column == column)
  }

  @Test("The domain's limits hold in a file, too")
  func domainLimits() throws {
    let name = String(repeating: "n", count: ImportedUser.maxTextBytes + 1)
    let error = try onlyError(Array((Self.header + "1,\(name),,,\n").utf8))
    #expect(error?.code == .badValue)
    #expect(error?.column == "username")
  }

  @Test("Good and bad records are counted")
  func counts() throws {
    let text = Self.header + "1,ada,,,\n1,ada,,,\n,x,,,\n2,bob,,,\n"
    var reader = ImportReader<ImportedUser, _>(MemoryChunks(text), format: .csv)
    while try reader.next() != nil {}
    #expect(reader.rowCount == 2)
    #expect(reader.badCount == 2)
  }

  @Test("A file that is not there, and a folder, are refused by name")
  func unreadable() {
    let missing = #expect(throws: ImportError.self) { try FileChunks(path: fixture("none.csv")) }
    #expect(missing?.code == .unreadable)
    #expect(missing?.message.contains("none.csv") == true)
    #expect(throws: ImportError.self) { try FileChunks(path: fixture("")) }
  }

  @Test("The format follows from the file's name")
  func format() throws {
    #expect(try ImportFormat(path: "/a/users.CSV") == .csv)
    #expect(try ImportFormat(path: "users.ndjson") == .jsonLines)
    #expect(throws: ImportError.self) { try ImportFormat(path: "users.xlsx") }
  }
}
