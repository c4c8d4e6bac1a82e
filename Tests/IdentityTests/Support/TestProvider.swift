internal import Cleanup
internal import Synchronization

@testable internal import Identity

/// A provider with a verifier of its tokens, and a clock that the test sets.
struct TestProvider: Sendable {
  /// The moment of all tests.
  static let now = Moment(seconds: 1_800_000_000)

  let documents: FakeDocuments
  let verifier: IDTokenVerifier
  let cache: ProviderKeyCache
  var settings: IdentityProvider
  private let uptime: Uptime

  private final class Uptime: Sendable {
    let value = Mutex(Duration.zero)
  }

  init(_ documents: FakeDocuments) {
    let uptime = Uptime()
    self.documents = documents
    self.uptime = uptime
    cache = ProviderKeyCache(documents, uptime: { uptime.value.withLock { $0 } })
    verifier = IDTokenVerifier(cache)
    settings = IdentityProvider(issuer: documents.issuer, audiences: ["c1"])
  }

  /// Lets time pass.
  func pass(seconds: Int) {
    uptime.value.withLock { $0 += .seconds(seconds) }
  }

  /// Claims of a good token, with some replaced by JSON or left out.
  func claims(_ changes: [String: String?] = [:]) -> String {
    var claims: [String: String] = [
      "iss": "\"\(documents.issuer)\"", "sub": "\"s1\"", "aud": "\"c1\"",
      "exp": "\(Self.now.seconds + 300)", "iat": "\(Self.now.seconds - 5)",
      "preferred_username": "\"ann\"",
    ]
    for (name, value) in changes { claims[name] = value }
    return "{" + claims.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  /// What a token proves.
  func verify(_ token: String, nonce: String = "") async throws -> ProvenIdentity {
    try await verifier.verify(try IDToken(token), of: settings, nonce: nonce, at: Self.now)
  }

  /// Why a token proves nothing; nil when it proves something.
  func refusal(of token: String, nonce: String = "") async -> IdentityError? {
    do {
      _ = try await verify(token, nonce: nonce)
      return nil
    } catch {
      return error as? IdentityError
    }
  }
}
