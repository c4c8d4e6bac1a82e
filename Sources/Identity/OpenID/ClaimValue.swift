/// A value in the JSON of a token.
enum ClaimValue: Hashable, Sendable {
  case text(String)
  case whole(Int64)
  case number(Double)
  case flag(Bool)
  case list([ClaimValue])
  case object([String: ClaimValue])
  case null

  /// The text; nil when it is none.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// What is in it by name; nil when it is no object.
  var object: [String: ClaimValue]? {
    if case .object(let object) = self { object } else { nil }
  }

  /// One text, or a list of nothing but texts; nil when it is neither.
  var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let list):
      let texts = list.compactMap(\.text)
      return texts.count == list.count ? texts : nil
    default: return nil
    }
  }

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

  /// The value as a text; nil for what is no single value.
  var scalar: String? {
    switch self {
    case .text(let text): text
    case .whole(let whole): String(whole)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .list, .object, .null: nil
    }
  }

  /// The year 9999, about.
  private static let mostSeconds = 253_000_000_000.0
}
