internal import Testing

@testable internal import dormouse

@Suite("Anchors, aliases and tags")
struct YAMLIndicatorsTests {
  @Test(
    "Each is found, wherever it begins and whatever quotes stand before",
    arguments: [
      ("a: &x 1", 1), ("a:\n- *x", 2), ("[*x]", 1), ("{a: *x}", 1), ("[1, *x]", 1),
      ("*x: 1", 1), ("? *x", 1), ("-\t*x", 1), ("- - *x", 1), ("--- &x a", 1), ("a: !!str b", 1),
      ("\"a\\\\\": &x 1", 1),
      ("a: 'it''s'\nb: *x", 2), ("a: |\n  \"open\nb: &x", 3), ("a: b\n  \"c\nd: *x", 3),
      ("# fine\n\u{2028}*x", 2), ("\u{FEFF}*x", 1),
    ])
  func found(_ text: String, _ line: Int) {
    #expect(YAMLIndicators.firstLine(in: text) == line)
  }

  @Test(
    "What only looks a little so is let through",
    arguments: [
      "cron: 30 */2 * * *", "a: \"*-bot\"", "a: ['svc-?', '&x']", "# - *x\n  # a: &b\nc: d",
      "a: svc-*", "- 'svc-*'", "a: b?*", "a: R&D", "a: wow!", "a: 2 * 3",
    ])
  func notFound(_ text: String) {
    #expect(YAMLIndicators.firstLine(in: text) == nil)
  }

  @Test("The nearest name is suggested, and none when all are far")
  func suggestions() {
    #expect(Suggestion.text(for: "polcy", among: ["schedule", "policy"]).contains("\"policy\""))
    #expect(Suggestion.text(for: "POLICY", among: ["policy"]).contains("\"policy\""))
    #expect(Suggestion.text(for: "xyz", among: ["schedule", "policy"]).isEmpty)
    #expect(Suggestion.text(for: "x", among: []).isEmpty)
  }
}
