internal import Cleanup
@testable internal import Services
internal import Testing

@Suite("When a token was last used")
struct TokenUseTests {
  private let now = Moment(seconds: 1_790_000_000)

  @Test("The time is due once a minute, also when it could not be written")
  func due() {
    let use = TokenUse()
    var token = AccessToken(id: "a", name: "a", role: .viewer, secretHash: [], createdAt: now)
    #expect(use.isDue(token, at: now))
    #expect(!use.isDue(token, at: now.advanced(bySeconds: TokenUse.flushSeconds - 1)))
    #expect(use.isDue(token, at: now.advanced(bySeconds: TokenUse.flushSeconds)))
    token.lastUsedAt = now
    #expect(!TokenUse().isDue(token, at: now.advanced(bySeconds: TokenUse.flushSeconds - 1)))
  }
}
