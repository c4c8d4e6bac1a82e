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
    let days = floorDivide(seconds, 86_400)
    let (year, month, day) = CivilDay(daysSince1970: Int(days)).components
    // Written digit by digit: a log has three for each of a million users.
    var text = RFC3339Text()
    text.append(year, digits: 4)
    text.append("-", month)
    text.append("-", day)
    let second = Int(seconds - days * 86_400)
    text.append("T", second / 3600)
    text.append(":", second / 60 % 60)
    text.append(":", second % 60)
    text.append(fraction: Int(nanoseconds / 1000))
    return text.finished()
  }
}

private func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}
