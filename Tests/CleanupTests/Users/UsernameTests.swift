internal import Cleanup
internal import TestSupport
internal import Testing

@Suite("How usernames compare")
struct UsernameTests {
  @Test(
    "Names that differ only in case or compatible forms are one",
    arguments: [
      ("Ada", "aDA"), ("\u{FB01}ling", "FILING"), ("Straße", "STRASSE"), ("ẞ", "ss"),
      ("ＡＤＡ", "ada"), ("É", "e\u{301}"), ("ΣΟΦΟΣ", "σοφος"), ("σοφος", "σοφοσ"),
      ("\u{212A}", "k"), ("ǅ", "ǆ"), ("ﬀ①", "FF1"), ("\u{1F0}", "J\u{30C}"),
    ])
  func same(left: String, right: String) {
    #expect(Array(Username.key(left).utf8) == Array(Username.key(right).utf8))
  }

  @Test(
    "Names that are different stay so",
    arguments: [("ada", "adá"), ("ss", "s"), ("o", "0"), ("a", "\u{430}")])
  func different(left: String, right: String) {
    #expect(Username.key(left) != Username.key(right))
  }

  @Test("The Turkish letters are folded as Unicode folds them without a language")
  func turkish() {
    // A dotted capital keeps its dot as a mark; a dotless small one has no capital to fold to.
    #expect(Username.key("\u{130}") == "i\u{307}")
    #expect(Username.key("\u{131}") == "\u{131}")
    #expect(Username.key("I") == "i")
  }

  @Test("A key is its own key")
  func idempotent() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<5000 {
      let scalars = (0..<4).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0x20...0x2FFF, using: &generator))
      }
      let text = String(String.UnicodeScalarView(scalars))
      let key = Username.key(text)
      #expect(
        Array(Username.key(key).utf8) == Array(key.utf8), "\(scalars.map { $0.value })")
    }
  }
}
