/// A value in JSON.
package enum JSONValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number that is whole.
  case whole(Int64)
  /// Any other number.
  case number(Double)
  /// True or false.
  case flag(Bool)
  /// A list.
  case list([JSONValue])
  /// An object.
  case object([String: JSONValue])
  /// Nothing.
  case null

  /// The text; nil when it is none.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// What is in it by name; nil when it is no object.
  package var object: [String: JSONValue]? {
    if case .object(let object) = self { object } else { nil }
  }

  /// One text, or a list of nothing but texts; nil when it is neither.
  package var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let list):
      let texts = list.compactMap(\.text)
      return texts.count == list.count ? texts : nil
    default: return nil
    }
  }

  /// The value as a text; nil for what is no single value.
  package var scalar: String? {
    switch self {
    case .text(let text): text
    case .whole(let whole): String(whole)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .list, .object, .null: nil
    }
  }
}
