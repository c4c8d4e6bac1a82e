internal import Cleanup
internal import Foundation
internal import TestSupport
internal import Testing

@Suite("Moments and RFC 3339")
struct MomentTests {
  @Test("Random moments survive being printed and read, and Foundation reads the same")
  func roundTrip() throws {
    var generator = SeededGenerator.printingSeed()
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for _ in 0..<2000 {
      let micros = Int64.random(
        in: instant("1600-01-01T00:00:00Z").microseconds...Moment.latest.microseconds,
        using: &generator)
      let exact = Moment(microseconds: micros)
      #expect(Moment(rfc3339: exact.rfc3339) == exact)
      let toMillisecond = Moment(microseconds: exact.seconds * 1_000_000 + 270_000)
      let date = try style.parse(toMillisecond.rfc3339)
      #expect(abs(date.timeIntervalSince1970 - (Double(exact.seconds) + 0.27)) < 0.0005)
    }
  }

  @Test(
    "Every form of RFC 3339 is read",
    arguments: [
      ("2014-09-14T03:04:42.270Z", "2014-09-14T03:04:42.270Z"),
      ("2014-09-14t03:04:42z", "2014-09-14T03:04:42Z"),
      ("2014-09-14 03:04:42Z", "2014-09-14T03:04:42Z"),
      ("2014-09-14T05:04:42+02:00", "2014-09-14T03:04:42Z"),
      ("2014-09-13T21:34:42-05:30", "2014-09-14T03:04:42Z"),
      ("2014-09-14T03:04:42.2701239Z", "2014-09-14T03:04:42.270123Z"),
      ("2014-09-14T03:04:42.5Z", "2014-09-14T03:04:42.500Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ])
  func forms(text: String, expected: String) {
    #expect(Moment(rfc3339: text)?.rfc3339 == expected)
  }

  @Test(
    "Everything else is refused",
    arguments: [
      "", "2014-09-14", "2014-09-14T03:04:42", "2014-09-14_03:04:42Z", "2014-09-14T24:00:00Z",
      "2014-09-14T03:60:00Z", "2014-09-14T03:04:61Z", "2014-09-14T03:04:42.Z",
      "2014-02-30T03:04:42Z", "2014-09-14T03:04:42Zx", " 2014-09-14T03:04:42Z",
      "2014-09-14T03:04:42+2:00", "2014-09-14T03:04:42+24:00", "0001-01-01T00:00:00+00:01",
      "9999-12-31T23:59:60Z", "2014-09-14T03:04Z", "2014-09-14T03:04:42−02:00",
      "0000-12-31T23:59:59Z", "2014-09-14T03:04:42\u{0}Z",
    ])
  func refused(text: String) {
    #expect(Moment(rfc3339: text) == nil)
  }

  @Test("Seconds and nanoseconds are of one sign, also before 1970")
  func parts() {
    let before = Moment(microseconds: -1)
    #expect(before.seconds == -1)
    #expect(before.nanoseconds == 999_999_000)
    #expect(Moment(seconds: before.seconds, nanoseconds: before.nanoseconds) == before)
    #expect(Moment(seconds: 3, nanoseconds: 1_999) == Moment(microseconds: 3_000_001))
  }

  @Test("Foundation's dates keep their microseconds")
  func dates() {
    let date = Date(timeIntervalSince1970: 1_400_000_000.25)
    #expect(Moment(date).microseconds == 1_400_000_000_250_000)
    #expect(Moment(date).date == date)
  }
}
