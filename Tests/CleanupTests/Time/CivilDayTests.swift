internal import Cleanup
internal import Foundation
internal import Testing

@Suite("Days of the calendar")
struct CivilDayTests {
  @Test("Every third day of the years 1600 to 2400 is Foundation's")
  func foundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for day in stride(from: -135_140, through: 157_054, by: 3) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let expected = calendar.dateComponents([.year, .month, .day], from: date)
      let (year, month, dayOfMonth) = CivilDay(daysSince1970: day).components
      guard year == expected.year, month == expected.month, dayOfMonth == expected.day else {
        Issue.record("day \(day): \(year)-\(month)-\(dayOfMonth), not \(expected)")
        return
      }
      #expect(CivilDay(year: year, month: month, day: dayOfMonth)?.daysSince1970 == day)
    }
  }

  @Test("Every day of the years 1 to 9999 survives being printed and read")
  func roundTrip() throws {
    let first = try #require(CivilDay("0001-01-01"))
    let last = try #require(CivilDay("9999-12-31"))
    for day in stride(from: first.daysSince1970, through: last.daysSince1970, by: 11) {
      guard CivilDay(CivilDay(daysSince1970: day).description)?.daysSince1970 == day else {
        Issue.record("day \(day)")
        return
      }
    }
  }

  @Test(
    "What is no day is refused",
    arguments: [
      "", "2014-9-14", "2014-02-29", "2100-02-29", "2014-04-31", "2014-13-01", "2014-00-10",
      "2014-01-00", "0000-01-01", "-014-01-01", "2014-01-01T", "2014/01/01", "٢٠١٤-01-01",
      "+014-01-01", "2014--1-01", "20140101",
    ])
  func refused(text: String) {
    #expect(CivilDay(text) == nil)
  }

  @Test("Leap days exist where they should")
  func leapDays() {
    #expect(CivilDay("2000-02-29") != nil)
    #expect(CivilDay("2016-02-29") != nil)
    #expect(CivilDay("1900-02-29") == nil)
    #expect(CivilDay("2014-09-14")?.description == "2014-09-14")
  }
}
