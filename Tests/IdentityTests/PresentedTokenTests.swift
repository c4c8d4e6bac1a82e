internal import Cleanup
internal import Identity
internal import Testing

@Suite("Tokens as they were presented")
struct PresentedTokenTests {
  @Test("Only the same text is known again")
  func sameText() {
    let text = "Bearer \(BearerToken.random(for: .tenant(.random())).revealed)"
    let presented = PresentedToken(text)
    #expect(presented.matches(text))
    #expect(!presented.matches(text.replacing("Bearer", with: "bearer")))
    #expect(!presented.matches(String(text.dropLast())))
    #expect(!presented.matches(""))
    for index in text.indices {
      var other = text
      other.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
      #expect(!presented.matches(other))
    }
  }

  @Test("Tokens are told apart by their ids, not by their secrets")
  func keys() throws {
    let token = BearerToken.random(for: .fleet)
    let text = token.revealed
    let otherSecret = text.dropLast(64) + String(repeating: "0", count: 64)
    let key = try #require(PresentedToken.Key(text))
    #expect(PresentedToken.Key(String(otherSecret)) == key)
    #expect(PresentedToken.Key("Bearer \(text)") == key)
    #expect(PresentedToken.Key(BearerToken.random(for: .fleet).revealed) != key)
    #expect(PresentedToken.Key("Bearer short") == nil)
  }
}
