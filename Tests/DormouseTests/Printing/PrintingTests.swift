internal import Cleanup
internal import ImportFiles
internal import Testing

@testable internal import dormouse

@Suite("What is printed")
struct PrintingTests {
  @Test(
    "Text of a server cannot steer the terminal or turn the reading order",
    arguments: [
      ("plain", "plain"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"),
      ("a\u{202E}b\u{2066}", "a\\u{202e}b\\u{2066}"), ("\u{9B}2J", "\\u{9b}2J"),
      ("a\u{200B}b\u{FEFF}", "a\\u{200b}b\\u{feff}"), ("a\u{2028}b", "a\\u{2028}b"),
      ("Zoë 日本 👩‍👩‍👧", "Zoë 日本 👩‍👩‍👧"), ("\u{E000}", "\\u{e000}"), ("\u{0}", "\\u{0}"),
    ])
  func escapes(text: String, expected: String) {
    #expect(TerminalText.escaped(text) == expected)
  }

  @Test("A file at a terminal cannot steer that either, and keeps its lines")
  func files() {
    #expect(
      TerminalText.escapedLines("a,\u{1B}]52;\r\n\"b\nc\"\r\n") == "a,\\u{1b}]52;\n\"b\nc\"\n")
  }

  @Test("Width is what a terminal needs", arguments: [("abc", 3), ("日本", 4), ("é", 1), ("👍", 2)])
  func widths(text: String, expected: Int) {
    #expect(TerminalText.width(text) == expected)
  }

  @Test("Of a long text people see the beginning, made safe; spreadsheets have it whole")
  func beginning() {
    let long = "\u{1B}" + String(repeating: "x", count: 80)
    #expect(Cell.beginning("short").display == "short")
    #expect(Cell.beginning(long).display == "\\u{1b}" + String(repeating: "x", count: 59) + "…")
    #expect(Cell.beginning(long).exported == Cell.text(long).exported)
  }

  @Test(
    "Numbers in groups of three",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (12_299, "12,299"), (-1_234_567, "-1,234,567"),
    ])
  func numbers(number: Int, expected: String) {
    #expect(Numbers.grouped(number) == expected)
  }

  @Test("Columns are aligned, numbers at the right, without blanks at the end of a line")
  func table() {
    var table = Table(["name", "users", "note"])
    let first = table.lines([
      [.text("a"), .number(5), .text("x")], [.text("日本語"), .number(12_299), .text("")],
    ])
    #expect(
      first == [
        "NAME     USERS  NOTE",
        "a            5  x",
        "日本語  12,299",
      ])
    // The next page has no heading, and its columns are no narrower.
    #expect(table.lines([[.text("b"), .number(1), .text("y")]]) == ["b            1  y"])
  }

  @Test("A heading is coloured only where colour is wanted")
  func colour() {
    var plain = Table(["a"])
    var bold = Table(["a"], usesColor: true)
    #expect(plain.lines([[.text("x")]]) == ["A", "x"])
    #expect(bold.lines([[.text("x")]]) == ["\u{1B}[1mA\u{1B}[0m", "x"])
  }

  @Test("Cells for people and for programs")
  func cells() {
    let moment = Moment(microseconds: 1_410_663_882_270_000)
    #expect(Cell.moment(moment).display == "2014-09-14T03:04:42Z")
    #expect(Cell.moment(moment).exported == .text("2014-09-14T03:04:42.270Z"))
    #expect(Cell.moment(nil).display == "-")
    #expect(Cell.moment(nil).exported == .empty)
    #expect(Cell.number(12_299).exported == .number(12_299))
    #expect(Cell.list(["a", "b"]).display == "a, b")
    #expect(Cell.flag(true).display == "yes")
    #expect(LastActivity.never.cell == .text("never"))
    #expect(Column<Int>("last activity") { .number($0) }.name == "last_activity")
  }

  @Test("A progress line says how far it is, and how much there is when that is known")
  func progress() {
    #expect(
      ProgressBar.line("Running", 12_000, of: 24_000, unit: "user")
        == "Running  [###############---------------]  12,000 of 24,000 users")
    #expect(ProgressBar.line("Importing", 1, of: 0, unit: "user") == "Importing  1 user")
    #expect(
      ProgressBar.line("x", 9, of: 3, unit: "user").contains("[##############################]"))
  }

  @Test("Sentences begin with a capital and end with a full stop")
  func sentences() {
    #expect("a field is wrong".asSentence == "A field is wrong.")
    #expect("Why?".asSentence == "Why?")
    #expect("".asSentence == "")
  }
}
