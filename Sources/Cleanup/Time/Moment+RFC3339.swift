extension Moment {
  /// Reads an RFC 3339 date-time with any offset, such as `2014-09-14T03:04:42.270Z`.
  ///
  /// Digits behind the microseconds are cut. A leap second (`:60`) is taken as the second after it.
  /// Returns nil for anything else, for days that do not exist, and for years before 1.
  package init?(rfc3339 text: some StringProtocol) {
    var copy = String(text)
    let parsed = copy.withUTF8 { RFC3339Parser($0).parse() }
    guard let parsed else { return nil }
    self = parsed
  }

  /// Reads the same form from UTF-8 bytes, without making a string.
  package init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    guard let parsed = RFC3339Parser(bytes).parse() else { return nil }
    self = parsed
  }

  /// RFC 3339 in UTC, with as many fraction digits (0, 3 or 6) as it takes.
  package var rfc3339: String {
    let days = CivilDay(daysSince1970: Int(floorDivide(seconds, 86_400)))
    let second = Int(seconds - floorDivide(seconds, 86_400) * 86_400)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return "\(days)T\(clock.joined(separator: ":"))\(fraction)Z"
  }

  private var fraction: String {
    let micros = Int(nanoseconds / 1000)
    if micros == 0 { return "" }
    return micros % 1000 == 0 ? ".\(padded(micros / 1000, 3))" : ".\(padded(micros, 6))"
  }
}

private func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
