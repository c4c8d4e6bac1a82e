internal import Cleanup
internal import Identity
internal import Testing

@Suite("Bearer tokens")
struct BearerTokenTests {
  @Test("A token can be taken apart again, and only its own hash matches")
  func roundTrip() throws {
    let tenant = TenantID.random()
    let token = BearerToken.random(for: .tenant(tenant))
    let again = try #require(BearerToken(token.revealed))
    #expect(again.scope == .tenant(tenant))
    #expect(again.id == token.id)
    #expect(again.matches(hash: token.secretHash))
    #expect(!again.matches(hash: BearerToken.random(for: .fleet).secretHash))
    #expect(!again.matches(hash: []))
  }

  @Test("A fleet token names no tenant")
  func fleet() throws {
    let token = BearerToken.random(for: .fleet)
    #expect(token.revealed.hasPrefix("dm1.fleet."))
    #expect(try #require(BearerToken(token.revealed)).scope == .fleet)
  }

  @Test(
    "What has not the form of a token is none",
    arguments: [
      "", "dm1", "dm1...", "dm2.fleet.00000000000000000000000000000000.aa",
      "dm1.fleet.00000000000000000000000000000000.aa",
      "dm1.nobody.00000000000000000000000000000000.\(String(repeating: "a", count: 64))",
      "dm1.fleet.0000000000000000000000000000000Z.\(String(repeating: "a", count: 64))",
    ])
  func malformed(text: String) {
    #expect(BearerToken(text) == nil)
  }

  @Test("Every token has a secret of its own")
  func secretsDiffer() {
    let tokens = (0..<100).map { _ in BearerToken.random(for: .fleet).revealed }
    #expect(Set(tokens).count == tokens.count)
  }
}
