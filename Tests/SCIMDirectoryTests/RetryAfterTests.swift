internal import Testing

@testable internal import SCIMDirectory

@Suite("Retry-After")
struct RetryAfterTests {
  @Test(
    "Seconds and dates are understood, and nothing else",
    arguments: [
      ("0", 0), ("120", 120), ("Thu, 01 Jan 2026 00:01:00 GMT", 60),
      ("Wed, 31 Dec 2025 23:59:59 GMT", 0), ("-1", nil), ("soon", nil), ("", nil),
      ("Thu, 01 Foo 2026 00:01:00 GMT", nil), ("Thu, 41 Jan 2026 00:01:00 GMT", nil),
      ("Thu, 01 Jan 2026 00:01:00 CET", nil), ("1.5", nil),
    ] as [(String, Int?)])
  func fields(field: String, seconds: Int?) {
    #expect(RetryAfter.seconds([field], now: FakeTime.start) == seconds)
  }

  @Test("Without the header nothing is said")
  func missing() {
    #expect(RetryAfter.seconds([], now: FakeTime.start) == nil)
  }
}
