internal import JSON

extension JSONValue {
  /// Seconds since 1970, which may have a fraction (RFC 7519, section 2); nil when it is no such time.
  var seconds: Double? {
    let seconds: Double
    switch self {
    case .whole(let whole): seconds = Double(whole)
    case .number(let number): seconds = number
    default: return nil
    }
    return (0...Self.mostSeconds).contains(seconds) ? seconds : nil
  }

  /// The year 9999, about.
  private static let mostSeconds = 253_000_000_000.0
}
