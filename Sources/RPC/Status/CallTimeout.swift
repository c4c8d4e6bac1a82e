internal import NIOCore

/// The value of a `grpc-timeout` header: at most eight digits and a unit (gRPC over HTTP/2,
/// "Timeout").
enum CallTimeout {
  /// The longest timeout that is told from none: a year. Timers cannot count much further.
  static let longest = Duration.seconds(365 * 86_400)

  private static let maxDigits = 8
  private static let maxValue: Int64 = 99_999_999

  /// Reads a header's value, at most `longest`; `nil` when it is not a timeout.
  static func parse(_ bytes: UnsafeRawBufferPointer) -> Duration? {
    parseUnbounded(bytes).map { min($0, longest) }
  }

  /// When a call that may take so long has to end.
  static func deadline(_ timeout: Duration) -> NIODeadline {
    .now() + TimeAmount(min(timeout, longest))
  }

  private static func parseUnbounded(_ bytes: UnsafeRawBufferPointer) -> Duration? {
    guard let unit = bytes.last, (1...maxDigits).contains(bytes.count - 1) else { return nil }
    var value: Int64 = 0
    for digit in bytes.dropLast() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    switch unit {
    case UInt8(ascii: "H"): return .seconds(value * 3600)
    case UInt8(ascii: "M"): return .seconds(value * 60)
    case UInt8(ascii: "S"): return .seconds(value)
    case UInt8(ascii: "m"): return .milliseconds(value)
    case UInt8(ascii: "u"): return .microseconds(value)
    case UInt8(ascii: "n"): return .nanoseconds(value)
    default: return nil
    }
  }

  /// Writes a timeout in the finest unit in which it has eight digits, rounded up.
  static func format(_ timeout: Duration) -> String {
    let (seconds, attoseconds) = timeout.components
    if seconds < 0 || attoseconds < 0 { return "0n" }
    let nanoseconds = (attoseconds + 999_999_999) / 1_000_000_000
    if seconds == 0, nanoseconds <= maxValue { return "\(nanoseconds)n" }
    if seconds < 100 {
      let microseconds = seconds * 1_000_000 + (nanoseconds + 999) / 1000
      if microseconds <= maxValue { return "\(microseconds)u" }
    }
    if seconds < 100_000 {
      let milliseconds = seconds * 1000 + (nanoseconds + 999_999) / 1_000_000
      if milliseconds <= maxValue { return "\(milliseconds)m" }
    }
    if seconds <= maxValue { return "\(seconds)S" }
    return "\(min(seconds / 3600, maxValue))H"
  }
}
