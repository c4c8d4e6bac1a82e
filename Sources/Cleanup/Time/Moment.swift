/// A point in time, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Integers compare and store exactly; a floating-point `Date` does not, and one lost millisecond
/// decides whether a login lies before or after the moment of an action.
package struct Moment: Hashable, Comparable, Sendable, Codable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package var microseconds: Int64

  /// The first moment that every interface can carry: 0001-01-01T00:00:00Z.
  package static let earliest = Moment(seconds: -62_135_596_800)
  /// The last moment that every interface can carry: 9999-12-31T23:59:59.999999Z.
  package static let latest = Moment(microseconds: 253_402_300_799_999_999)

  /// The moment that many microseconds after 1970-01-01T00:00:00Z.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The moment that many seconds and nanoseconds (0…999,999,999, cut to microseconds) after
  /// 1970-01-01T00:00:00Z.
  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    microseconds = seconds * 1_000_000 + Int64(nanoseconds) / 1000
  }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 {
    let quotient = microseconds / 1_000_000
    return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
  }

  /// Nanoseconds within the second, 0…999,999,000.
  package var nanoseconds: Int32 {
    Int32((microseconds - seconds * 1_000_000) * 1000)
  }

  /// The moment that many seconds later; earlier when negative.
  package func advanced(bySeconds seconds: Int64) -> Moment {
    Moment(microseconds: microseconds + seconds * 1_000_000)
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }
}
