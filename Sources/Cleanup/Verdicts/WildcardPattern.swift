/// A pattern over a whole text: `*` is any text, `?` one character, anything else itself.
package struct WildcardPattern: Hashable, Sendable {
  private let characters: [Character]
  /// The pattern's bytes where each is one character, for texts of which the same is true.
  private let bytes: [UInt8]?

  /// A pattern as written.
  package init(_ pattern: String) {
    characters = Array(pattern)
    bytes = Self.isPlain(pattern) ? Array(pattern.utf8) : nil
  }

  /// Whether the whole text matches. Time grows with pattern × text, never faster.
  package func matches(_ text: String) -> Bool {
    guard let bytes, Self.isPlain(text) else {
      return Self.match(characters, Array(text), any: "*", one: "?")
    }
    var text = text
    return text.withUTF8 {
      Self.match(bytes, $0, any: UInt8(ascii: "*"), one: UInt8(ascii: "?"))
    }
  }

  /// Whether every byte is a character of its own: ASCII, without the two that may make up one.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
  }

  private static func match<Text: RandomAccessCollection>(
    _ pattern: [Text.Element], _ text: Text, any: Text.Element, one: Text.Element
  ) -> Bool where Text.Element: Equatable, Text.Index == Int {
    var position = text.startIndex
    var next = 0
    var star: (pattern: Int, text: Int)?
    while position < text.endIndex {
      if next < pattern.count, pattern[next] == any {
        star = (next, position)
        next += 1
      } else if next < pattern.count, pattern[next] == one || pattern[next] == text[position] {
        next += 1
        position += 1
      } else if let last = star {
        // The last star takes one more character; earlier stars never need to.
        star = (last.pattern, last.text + 1)
        next = last.pattern + 1
        position = last.text + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == any }
  }
}
