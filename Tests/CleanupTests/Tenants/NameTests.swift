internal import Cleanup
internal import Testing

@Suite("Names, ids and tokens")
struct NameTests {
  @Test(
    "Names of tenants and directories are DNS labels",
    arguments: [
      ("a", true), ("0", true), ("jira-prod-2", true), (String(repeating: "a", count: 63), true),
      (String(repeating: "a", count: 64), false), ("", false), ("-a", false), ("a-", false),
      ("A", false), ("a_b", false), ("a.b", false), ("a b", false), ("é", false), ("a\u{0}", false),
      ("..", false), ("a/b", false), ("-", false),
    ])
  func resourceNames(text: String, isName: Bool) {
    #expect(ResourceName.isValid(text) == isName)
  }

  @Test("Random ids have their form and do not repeat")
  func identifiers() {
    let ids = (0..<1000).map { _ in Identifier.random() }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy(Identifier.isValid))
    #expect(ids.allSatisfy { TenantID($0)?.description == $0 })
  }

  @Test("Ordered ids sort by their moments")
  func ordered() {
    let ids = (0..<1000).map { Identifier.ordered(at: Moment(microseconds: $0 * 1000)) }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(Identifier.isValid(Identifier.ordered(at: .earliest)))
    #expect(Identifier.isValid(Identifier.ordered(at: .latest)))
  }

  @Test(
    "What is no id is refused, so that it never names a folder",
    arguments: [
      "", "..", String(repeating: "A", count: 32), String(repeating: "0", count: 31),
      String(repeating: "0", count: 33), "../" + String(repeating: "0", count: 29),
      String(repeating: "g", count: 32),
    ])
  func refused(text: String) {
    #expect(!Identifier.isValid(text))
    #expect(TenantID(text) == nil)
  }

  @Test("A token is good until it ends or is revoked")
  func tokens() {
    var token = AccessToken(
      id: "1", name: "t", role: .viewer, secretHash: [], createdAt: daysAgo(1))
    #expect(token.isValid(at: Situation.now))
    token.expiresAt = Situation.now
    #expect(!token.isValid(at: Situation.now))
    #expect(token.isValid(at: daysAgo(1)))
    token.revokedAt = daysAgo(1)
    #expect(!token.isValid(at: daysAgo(1)))
  }
}
