internal import Cleanup
internal import Testing

@Suite("Seats over time")
struct LicenceHistoryTests {
  private let begin = CivilDay("2026-02-26") ?? CivilDay(daysSince1970: 0)

  @Test("Days without a count carry the last one, with what changed, and say so")
  func carried() {
    let history = history([
      count(0, held: 100), count(2, freed: 30, restored: 4), count(3, held: 80, freed: 1),
    ])
    #expect(
      history.days == [
        LicenceDay(date: "2026-02-26", held: 100, isMeasured: true),
        LicenceDay(date: "2026-02-27", held: 100),
        LicenceDay(date: "2026-02-28", held: 74, freed: 30, restored: 4, free: 26),
        LicenceDay(date: "2026-03-01", held: 80, isMeasured: true, freed: 1, free: 27),
        LicenceDay(date: "2026-03-02", held: 80, free: 27),
      ])
    #expect(history.freed == 31 && history.restored == 4)
  }

  @Test("Before the first count nothing is known; what was freed then counts as free")
  func unknown() {
    let history = history([count(0, freed: 9), count(2, held: 5)])
    #expect(history.days.map(\.date) == ["2026-02-28", "2026-03-01", "2026-03-02"])
    #expect(history.days.map(\.free) == [9, 9, 9])
    #expect(history.freed == 0)
  }

  @Test("Fewer days than are kept begin with what was freed before them")
  func window() {
    let history = history([count(0, held: 10, freed: 4), count(3, restored: 1)], from: 3)
    #expect(history.days.map(\.held) == [11, 11])
    #expect(history.days.map(\.free) == [3, 3])
    #expect(history.freed == 0 && history.restored == 1)
  }

  @Test("More seats are restored than were freed in the time that is kept: none stands free")
  func restored() {
    let history = history([count(0, held: 10, restored: 3), count(1, freed: 2)])
    #expect(history.days.map(\.free) == [0, 2, 2, 2, 2])
  }

  @Test("Nothing that was counted is no day")
  func empty() {
    #expect(history([]).days.isEmpty)
  }

  @Test("A seat saves a 365th of a year's price for each day on which it stands free, rounded once")
  func saving() {
    // 5 days × 10 seats × 365.00 a month × 12 / 365
    let counts = [count(0, held: 90, freed: 10)]
    #expect(history(counts, price: 36_500).savedMinorUnits == 60_000)
    #expect(history(counts, price: 1).savedMinorUnits == 2)
    #expect(history(counts).savedMinorUnits == 0)
    let many = [count(0, held: 0, freed: Int(Int32.max))]
    #expect(
      history(many, price: SeatPrice.maxMinorUnits).savedMinorUnits == 353_011_010_465_753_425)
  }

  @Test("A price needs an amount within its limits and a currency that is one")
  func price() {
    #expect(SeatPrice(minorUnitsPerMonth: 1, currency: "NOK").violations.isEmpty)
    #expect(
      SeatPrice(minorUnitsPerMonth: SeatPrice.maxMinorUnits, currency: "JPY").violations.isEmpty)
    for currency in ["", "nok", "NO", "NOKK", "XQZ", "N\u{1B}K"] {
      #expect(
        SeatPrice(minorUnitsPerMonth: 1, currency: currency).violations.map(\.field)
          == ["currency"])
    }
    let wrong = SeatPrice(minorUnitsPerMonth: 0, currency: "")
    #expect(wrong.violations.map(\.field) == ["minor_units_per_month", "currency"])
  }

  @Test("Amounts are written with as many digits as the currency has")
  func amounts() {
    #expect(SeatPrice.text(7950, "NOK") == "79.50 NOK")
    #expect(SeatPrice.text(5, "NOK") == "0.05 NOK")
    #expect(SeatPrice.text(0, "EUR") == "0.00 EUR")
    #expect(SeatPrice.text(7950, "JPY") == "7950 JPY")
    #expect(SeatPrice.text(7950, "KWD") == "7.950 KWD")
    #expect(SeatPrice.text(-5, "NOK") == "-0.05 NOK")
  }

  @Test("A seat is freed or restored where it was held on one side alone")
  func changes() {
    var changes = SeatChanges()
    #expect(changes.isEmpty)
    for before in [true, false] {
      for after in [true, false] { changes.note(before: before, after: after) }
    }
    #expect(changes == SeatChanges(freed: 1, restored: 1))
  }

  private func count(
    _ day: Int, held: Int? = nil, freed: Int = 0, restored: Int = 0
  ) -> SeatCount {
    SeatCount(
      day: CivilDay(daysSince1970: begin.daysSince1970 + day), held: held,
      changes: SeatChanges(freed: freed, restored: restored))
  }

  /// The history of five days.
  private func history(
    _ counts: [SeatCount], from first: Int = 0, price: Int64? = nil
  ) -> LicenceHistory {
    LicenceHistory(
      of: counts, from: CivilDay(daysSince1970: begin.daysSince1970 + first),
      to: CivilDay(daysSince1970: begin.daysSince1970 + 4),
      price: price.map {
        StoredSeatPrice(price: SeatPrice(minorUnitsPerMonth: $0, currency: "NOK"))
      })
  }
}
