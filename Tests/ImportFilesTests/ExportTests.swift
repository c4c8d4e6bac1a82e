internal import Cleanup
internal import Foundation
internal import ImportFiles
internal import TestSupport
internal import Testing

@Suite("Exported tables")
struct ExportTests {
  private func export(_ rows: [[ExportValue]], _ columns: [String], _ format: ImportFormat)
    -> String
  {
    let table = ExportTable(columns: columns, format: format)
    var bytes = table.header
    for row in rows { table.append(row, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private let values: [ExportValue] = [
    .text("a,\"b\"\n"), .empty, .number(-3), .flag(true), .list(["x", "y"]),
  ]

  @Test("CSV has a header, CRLF, and quotes where they are needed")
  func csv() {
    #expect(
      export([values], ["a", "b", "c", "d", "e"], .csv)
        == "a,b,c,d,e\r\n\"a,\"\"b\"\"\n\",,-3,true,x|y\r\n")
  }

  @Test("JSON Lines have one object a line, with the columns in order")
  func jsonLines() {
    #expect(
      export([values], ["a", "b", "c", "d", "e"], .jsonLines)
        == #"{"a":"a,\"b\"\u000a","b":null,"c":-3,"d":true,"e":["x","y"]}"# + "\n")
  }

  @Test(
    "A text that a spreadsheet would take for a formula gets an apostrophe",
    arguments: ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''@"])
  func formulas(text: String) {
    let field = export([[.text(text), .empty]], ["a", "b"], .csv).dropFirst("a,b\r\n".count)
    #expect(field.drop { $0 == "\"" }.hasPrefix("'" + text))
  }

  @Test("An ordinary text is left alone", arguments: ["a=1", "1-1", "'quoted'", "O'Hara", ""])
  func ordinary(text: String) {
    #expect(export([[.text(text), .flag(false)]], ["a", "b"], .csv) == "a,b\r\n\(text),false\r\n")
  }

  @Test("Users that were written are read back the same", arguments: ImportFormat.allCases)
  func roundTrip(format: ImportFormat) throws {
    var random = SeededGenerator.printingSeed()
    let users = (0..<500).map { Self.user($0, &random) }
    let table = ExportTable(columns: ImportedUser.columns.map(\.name), format: format)
    var bytes = table.header
    for user in users { table.append(Self.row(user), to: &bytes) }
    let read = try readRows(ImportedUser.self, [bytes], format)
    #expect(read == users.map { .success($0) }, "seed \(random.seed)")
  }

  /// A user with names made of what CSV, JSON and spreadsheets trip over.
  private static func user(_ number: Int, _ random: inout SeededGenerator) -> ImportedUser {
    let pieces = ["\"", "'", ",", "\n", "\r\n", "=", "-", "\t", "\\", "é", "🐭", "a", " ", "\u{7F}"]
    func name(_ random: inout SeededGenerator) -> String {
      (0..<Int.random(in: 1...6, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let login: ImportedUser.Login =
      Bool.random(using: &random)
      ? .never
      : .at(Moment(microseconds: Int64.random(in: 0...4_000_000_000_000_000, using: &random)))
    let groups = (0..<Int.random(in: 0...3, using: &random)).map { "\($0)" + name(&random) }
    return ImportedUser(
      externalID: name(&random) + String(number), username: name(&random),
      displayName: name(&random), createdAt: Moment(seconds: Int64(number)), lastLogin: login,
      groups: groups, isActive: [true, false, nil].randomElement(using: &random) ?? nil)
  }

  /// The user's values in the order of `ImportedUser.columns`.
  private static func row(_ user: ImportedUser) -> [ExportValue] {
    var login = ExportValue.empty
    if case .at(let moment) = user.lastLogin { login = .text(moment.rfc3339) }
    return [
      .text(user.externalID), .text(user.username),
      user.createdAt.map { .text($0.rfc3339) } ?? .empty, .list(user.groups), login,
      .text(user.displayName), .text(user.email), user.isActive.map(ExportValue.flag) ?? .empty,
    ]
  }
}
