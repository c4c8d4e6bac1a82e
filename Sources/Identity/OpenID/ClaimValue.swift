/// A value in the JSON of a token.
enum ClaimValue: Hashable, Sendable, Decodable {
  case text(String)
  case whole(Int64)
  case number(Double)
  case flag(Bool)
  case list([ClaimValue])
  case object([String: ClaimValue])
  case null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let whole = try? value.decode(Int64.self) {
      self = .whole(whole)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let list = try? value.decode([ClaimValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: ClaimValue].self))
    }
  }

  /// The text; nil when it is none.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
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
