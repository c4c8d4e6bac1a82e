/// A pattern over a whole text: `*` is any text, `?` one character, anything else itself.
package struct WildcardPattern: Hashable, Sendable {
  private let pattern: [Character]

  /// A pattern as written.
  package init(_ pattern: String) {
    self.pattern = Array(pattern)
  }

  /// Whether the whole text matches. Time grows with pattern × text, never faster.
  package func matches(_ text: String) -> Bool {
    let text = Array(text)
    var position = 0
    var next = 0
    var star: (pattern: Int, text: Int)?
    while position < text.count {
      if next < pattern.count, pattern[next] == "*" {
        star = (next, position)
        next += 1
      } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[position] {
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
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}
