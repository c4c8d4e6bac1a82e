internal import Cleanup
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Counted time")
struct CalendarTests {
  private func back(
    _ days: Int, from text: String, zone: String = "", _ uncounted: (String, String)...
  ) -> String {
    let calendar = CleanupCalendar(
      timeZone: zone, uncounted: uncounted.map { DateRange(firstDate: $0, lastDate: $1) })
    return CountedTime(calendar).moment(counting: days, before: instant(text)).rfc3339
  }

  @Test("Without uncounted days a day is 86,400 seconds, also over a change of the clocks")
  func plain() {
    #expect(back(1, from: "2020-06-30T12:00:00Z") == "2020-06-29T12:00:00Z")
    #expect(back(1, from: "2020-03-29T12:00:00Z", zone: "Europe/Oslo") == "2020-03-28T12:00:00Z")
    #expect(back(0, from: "2020-06-30T12:00:00Z") == "2020-06-30T12:00:00Z")
  }

  @Test("Uncounted days are stepped over")
  func steps() {
    let christmas = ("2020-12-24", "2020-12-26")
    #expect(back(1, from: "2020-12-30T12:00:00Z", christmas) == "2020-12-29T12:00:00Z")
    #expect(back(4, from: "2020-12-30T12:00:00Z", christmas) == "2020-12-23T12:00:00Z")
    // Exactly up to the first counted moment behind the gap.
    #expect(back(3, from: "2020-12-30T00:00:00Z", christmas) == "2020-12-27T00:00:00Z")
    #expect(back(1, from: "2020-12-27T06:00:00Z", ("2020-12-26", "")) == "2020-12-25T06:00:00Z")
  }

  @Test("A moment inside uncounted days counts from their beginning")
  func inside() {
    #expect(
      back(2, from: "2020-12-25T18:00:00Z", ("2020-12-24", "2020-12-26")) == "2020-12-22T00:00:00Z")
    #expect(
      back(0, from: "2020-12-25T18:00:00Z", ("2020-12-24", "2020-12-26")) == "2020-12-25T18:00:00Z")
  }

  @Test("Overlapping, touching, doubled and unordered ranges count once")
  func overlaps() {
    let expected = back(10, from: "2020-06-30T00:00:00Z", ("2020-06-21", "2020-06-26"))
    #expect(expected == "2020-06-14T00:00:00Z")
    #expect(
      back(
        10, from: "2020-06-30T00:00:00Z", ("2020-06-25", "2020-06-26"),
        ("2020-06-21", "2020-06-23"),
        ("2020-06-22", "2020-06-24"), ("2020-06-25", "")) == expected)
  }

  @Test("Days are those of the tenant's zone, with their real length")
  func zones() {
    // The day has 23 hours in Oslo: 2020-03-28T23:00Z to 2020-03-29T22:00Z.
    #expect(
      back(1, from: "2020-03-29T22:00:00Z", zone: "Europe/Oslo", ("2020-03-29", ""))
        == "2020-03-27T23:00:00Z")
    // And 25 hours in autumn.
    #expect(
      back(1, from: "2020-10-25T23:00:00Z", zone: "Europe/Oslo", ("2020-10-25", ""))
        == "2020-10-23T22:00:00Z")
    // In São Paulo that day began at one o'clock.
    #expect(
      back(1, from: "2018-11-05T02:00:00Z", zone: "America/Sao_Paulo", ("2018-11-04", ""))
        == "2018-11-03T03:00:00Z")
    // Samoa left out 2011-12-30.
    #expect(
      back(1, from: "2012-01-02T10:00:00Z", zone: "Pacific/Apia", ("2011-12-30", ""))
        == "2012-01-01T10:00:00Z")
  }

  @Test("Ranges that are none are left out, and time ends at the year 1")
  func odd() {
    #expect(
      back(1, from: "2020-06-30T00:00:00Z", ("2020-06-29", "2020-06-01")) == "2020-06-29T00:00:00Z")
    #expect(back(1, from: "2020-06-30T00:00:00Z", ("rubbish", "")) == "2020-06-29T00:00:00Z")
    #expect(back(3650, from: "0005-01-01T00:00:00Z") == "0001-01-01T00:00:00Z")
    #expect(
      back(1, from: "2020-06-30T00:00:00Z", ("0001-01-01", "9999-12-31")) == "0001-01-01T00:00:00Z")
  }

  @Test("Counting hour by hour gives the same in random calendars and zones")
  func oracle() throws {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<60 {
      let name = try #require(
        ["UTC", "Europe/Oslo", "America/New_York", "Asia/Tokyo"].randomElement(using: &generator))
      let zone = try #require(TimeZone(identifier: name))
      let uncounted = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        let first = 18_320 + Int.random(in: 0...40, using: &generator)
        let last = first + Int.random(in: 0...4, using: &generator)
        return DateRange(
          firstDate: CivilDay(daysSince1970: first).description,
          lastDate: CivilDay(daysSince1970: last).description)
      }
      let start = Moment(seconds: 18_350 * 86_400)
        .advanced(bySeconds: 3600 * Int64.random(in: 0...500, using: &generator))
      let days = Int.random(in: 1...20, using: &generator)
      let time = CountedTime(CleanupCalendar(timeZone: name, uncounted: uncounted))
      #expect(
        time.moment(counting: days, before: start)
          == hourly(days, start, zone, uncounted), "\(name) \(uncounted) \(start) \(days)")
    }
  }

  private func hourly(
    _ days: Int, _ start: Moment, _ zone: TimeZone, _ uncounted: [DateRange]
  ) -> Moment {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var hours = days * 24
    var time = start
    while hours > 0 {
      time = time.advanced(bySeconds: -3600)
      let parts = calendar.dateComponents([.year, .month, .day], from: time.date)
      let day = CivilDay(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
      let isUncounted = uncounted.contains { range in
        guard let day, let first = CivilDay(range.firstDate),
          let last = CivilDay(range.effectiveLastDate)
        else { return false }
        return first <= day && day <= last
      }
      if !isUncounted { hours -= 1 }
    }
    return time
  }
}
