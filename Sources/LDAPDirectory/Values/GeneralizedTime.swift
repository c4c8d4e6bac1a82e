package import Cleanup

/// A time as LDAP servers write it (RFC 4517, section 3.3.13), such as `20240229173000.5Z` or
/// `2024022917+0100`.
package enum GeneralizedTime {
  /// Bytes of a time that were not read yet, borrowed from its text.
  private typealias Rest = Slice<UnsafeBufferPointer<UInt8>>

  /// Digits of a fraction that count; those behind them are cut.
  private static let maxFractionDigits = 9

  /// Reads a time; nil for anything else, and for days that do not exist. A leap second is taken as the
  /// second after it.
  package static func moment(_ text: String) -> Moment? {
    var text = text
    return text.withUTF8 { moment($0) }
  }

  private static func moment(_ text: UnsafeBufferPointer<UInt8>) -> Moment? {
    var rest = text[...]
    guard let year = number(&rest, digits: 4, in: 1...9999),
      let month = number(&rest, digits: 2, in: 1...12),
      let dayOfMonth = number(&rest, digits: 2, in: 1...31),
      let day = CivilDay(year: year, month: month, day: dayOfMonth),
      let time = timeOfDay(&rest), let offset = offset(&rest), rest.isEmpty
    else { return nil }
    let midnight = Int64(day.daysSince1970) * 86_400 * 1_000_000
    let moment = Moment(microseconds: midnight + time - offset)
    return (Moment.earliest...Moment.latest).contains(moment) ? moment : nil
  }

  /// Microseconds since midnight. Minutes and seconds may be missing; a fraction is that of the last part
  /// that is there.
  private static func timeOfDay(_ rest: inout Rest) -> Int64? {
    guard let hour = number(&rest, digits: 2, in: 0...23) else { return nil }
    var (seconds, unit) = (hour * 3600, 3600)
    if startsWithDigit(rest) {
      guard let minute = number(&rest, digits: 2, in: 0...59) else { return nil }
      (seconds, unit) = (seconds + minute * 60, 60)
    }
    if startsWithDigit(rest) {
      guard let second = number(&rest, digits: 2, in: 0...60) else { return nil }
      (seconds, unit) = (seconds + second, 1)
    }
    guard let fraction = fraction(&rest, ofSeconds: Int64(unit)) else { return nil }
    return Int64(seconds) * 1_000_000 + fraction
  }

  /// Microseconds of a fraction of some seconds; 0 when there is none, nil when it is none.
  private static func fraction(_ rest: inout Rest, ofSeconds unit: Int64) -> Int64? {
    guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else { return 0 }
    rest = rest.dropFirst()
    let digits = rest.prefix(while: isDigit)
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    var (value, scale) = (Int64(0), Int64(1))
    for digit in digits.prefix(maxFractionDigits) {
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
      scale *= 10
    }
    return value * unit * 1_000_000 / scale
  }

  /// Microseconds by which the place is ahead of UTC.
  private static func offset(_ rest: inout Rest) -> Int64? {
    guard let sign = rest.popFirst() else { return nil }
    switch sign {
    case UInt8(ascii: "Z"): return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"): break
    default: return nil
    }
    guard let hours = number(&rest, digits: 2, in: 0...23) else { return nil }
    var minutes = 0
    if !rest.isEmpty {
      guard let given = number(&rest, digits: 2, in: 0...59) else { return nil }
      minutes = given
    }
    let ahead = Int64(hours * 60 + minutes) * 60 * 1_000_000
    return sign == UInt8(ascii: "+") ? ahead : -ahead
  }

  private static func number(
    _ rest: inout Rest, digits: Int, in range: ClosedRange<Int>
  ) -> Int? {
    let part = rest.prefix(digits)
    guard part.count == digits, part.allSatisfy(isDigit) else { return nil }
    rest = rest.dropFirst(digits)
    let value = part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return range.contains(value) ? value : nil
  }

  private static func startsWithDigit(_ rest: Rest) -> Bool {
    rest.first.map(isDigit) ?? false
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
