internal import Cleanup
internal import TestSupport
internal import Testing

@Suite("Wildcard patterns")
struct WildcardPatternTests {
  @Test(
    "Patterns match whole texts",
    arguments: [
      ("svc-*", "svc-backup", true), ("svc-*", "svc-", true), ("svc-*", "my-svc-x", false),
      ("*", "", true), ("?", "", false), ("?", "é", true), ("??", "é", false),
      ("", "", true), ("", "a", false), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYcZ", false),
      ("**a**", "bab", true), ("caf?", "café", true), ("*🏳️‍🌈", "x🏳️‍🌈", true),
      ("a?b", "a\r\nb", true), ("[a]", "a", false), ("a.c", "abc", false),
    ])
  func table(pattern: String, text: String, expected: Bool) {
    #expect(WildcardPattern(pattern).matches(text) == expected)
  }

  @Test("Random patterns match as a plain recursion says")
  func oracle() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<20_000 {
      let pattern = text(from: "ab*?*é", using: &generator)
      let text = text(from: "abé", using: &generator)
      let expected = matches(Array(pattern)[...], Array(text)[...])
      #expect(WildcardPattern(pattern).matches(text) == expected, "\(pattern) on \(text)")
    }
  }

  @Test("A pattern of many stars does not take exponential time")
  func manyStars() {
    let pattern = WildcardPattern(String(repeating: "*a", count: 100) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 256)))
  }

  private func text(from alphabet: String, using generator: inout SeededGenerator) -> String {
    let length = Int.random(in: 0...8, using: &generator)
    return String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
  }

  private func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return matches(pattern.dropFirst(), text)
        || (!text.isEmpty && matches(pattern, text.dropFirst()))
    }
    guard let character = text.first, first == "?" || first == character else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }
}
