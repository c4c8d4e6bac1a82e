internal import Cleanup
internal import Testing

@testable internal import dormouse

@Suite("The history of seats for people")
struct LicenceReportTests {
  @Test("A bar a day, with what was freed and restored, and what it adds up to")
  func days() {
    let history = LicenceHistory(
      days: [
        LicenceDay(date: "2026-02-28", held: 40, isMeasured: true, freed: 10, restored: 2, free: 8),
        LicenceDay(date: "2026-03-01", held: 20, free: 8),
      ], freed: 10, restored: 2,
      price: StoredSeatPrice(price: SeatPrice(minorUnitsPerMonth: 7950, currency: "NOK")),
      savedMinorUnits: 123_456)
    let report = LicenceReport(history)
    #expect(
      report.lines(columns: nil) == [
        "Seats held at the end of each day, 2026-02-28 to 2026-03-01, UTC",
        "2026-02-28  " + bar(40, of: 40) + "  40  10 freed  2 restored",
        "2026-03-01  " + bar(20, of: 40) + "  20  ~", "",
        "10 seats freed, 2 restored; 8 of all that were freed stand free.",
        "Saved 1234.56 NOK in this time, at 79.50 NOK for a seat and month.",
      ])
    #expect(report.notes.count == 1)
  }

  @Test(
    "Lines are as wide as the terminal, if that has room for a bar",
    arguments: [
      (60, 60 - 10 - 2 - 22 - 4), (20, 10), (1000, 100),
    ])
  func width(columns: Int, longest: Int) {
    let history = LicenceHistory(
      days: [
        LicenceDay(date: "2026-02-28", held: 40, isMeasured: true, freed: 10, restored: 2)
      ])
    let line = LicenceReport(history).lines(columns: columns)[1]
    #expect(line.count { $0 == "#" } == longest)
    if columns == 60 { #expect(line.count == 60) }
  }

  @Test(
    "Of many days a week has a bar, counted from today",
    arguments: [
      (31, 31), (32, 5), (35, 5), (400, 58),
    ])
  func weeks(days: Int, bars: Int) {
    let history = LicenceHistory(
      days: (0..<days).map {
        LicenceDay(
          date: CivilDay(daysSince1970: $0).description, held: $0, isMeasured: true, freed: 1)
      })
    let lines = LicenceReport(history).lines(columns: nil)
    #expect(lines.count == bars + 4)
    let last = lines[bars]
    #expect(last.contains("\(days - 1)  \(bars == days ? 1 : 7) freed"))
    #expect(lines.last?.contains("seat-price") == true)
  }

  @Test("Without a count there is nothing to draw, and a note says what to do")
  func empty() {
    let report = LicenceReport(LicenceHistory())
    #expect(report.lines(columns: 80).isEmpty)
    #expect(report.notes == ["Seats were not counted yet: analyze, run or import."])
  }

  @Test("What could steer the terminal is written out")
  func escaped() {
    let history = LicenceHistory(
      days: [LicenceDay(date: "\u{1B}[2J")],
      price: StoredSeatPrice(price: SeatPrice(minorUnitsPerMonth: 1, currency: "\u{1B}]")))
    for line in LicenceReport(history).lines(columns: nil) {
      #expect(!line.contains("\u{1B}"), "\(line)")
    }
  }

  @Test(
    "Prices are read as decimals of their currency",
    arguments: [
      ("79.50", "NOK", 7950), ("79.5", "NOK", 7950), ("79", "NOK", 7900), ("0.01", "EUR", 1),
      ("79", "JPY", 79), ("1.234", "KWD", 1234), ("79.505", "NOK", nil), ("79.5", "JPY", nil),
      ("", "NOK", nil), (".5", "NOK", nil), ("5.", "NOK", nil), ("-5", "NOK", nil),
      ("1e3", "NOK", nil), ("1,5", "NOK", nil), ("1.2.3", "NOK", nil),
      ("99999999999999999999", "NOK", nil), ("٣", "NOK", nil),
    ] as [(String, String, Int64?)])
  func amounts(_ amount: String, _ currency: String, _ expected: Int64?) {
    #expect(SeatPriceCommand.minorUnits(amount, currency) == expected)
  }

  @Test("A noted head is given back as it was printed")
  func head() {
    let text = "12:" + String(repeating: "0f", count: 32)
    #expect(AuditHeadArgument(argument: text)?.text == text)
    for wrong in ["", "12", "12:", "-1:" + text.dropFirst(3), "12:00", text + ":"] {
      #expect(AuditHeadArgument(argument: wrong) == nil)
    }
  }

  private func bar(_ length: Int, of longest: Int) -> String {
    String(repeating: "#", count: length) + String(repeating: " ", count: longest - length)
  }
}
