internal import Identity
internal import Synchronization
internal import TestSupport
internal import Testing

/// What a provider publishes, in memory.
final class FakeDocuments: WebDocuments {
  /// What is published, and how often it was asked for.
  struct State {
    var keys: [String] = []
    var issuer: String
    var maxAgeSeconds: Int?
    var failure: IdentityError?
    var fetches = 0
    /// Nobody is answered.
    var isHeld = false
    /// Somebody has asked.
    var isAsked = false
  }

  /// The provider.
  let issuer: String
  let state: Mutex<State>

  init(issuer: String = "https://id.example.org", _ signers: Signer...) {
    self.issuer = issuer
    state = Mutex(State(keys: signers.map(\.published), issuer: issuer))
  }

  /// Publishes other keys.
  func publish(_ signers: Signer...) {
    state.withLock { $0.keys = signers.map(\.published) }
  }

  /// How often keys were asked for.
  var fetches: Int { state.withLock(\.fetches) }

  func document(at url: String) async throws(IdentityError) -> WebDocument {
    self.state.withLock { $0.isAsked = true }
    try? await eventually("the provider is let go") { self.state.withLock { !$0.isHeld } }
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure }
    if url == issuer + "/.well-known/openid-configuration" {
      let text = #"{"issuer":"\#(state.issuer)","jwks_uri":"\#(issuer)/keys"}"#
      return WebDocument(body: Array(text.utf8), maxAgeSeconds: state.maxAgeSeconds)
    }
    guard url == issuer + "/keys" else {
      throw IdentityError(.unavailable, "nothing is at \(url)")
    }
    self.state.withLock { $0.fetches += 1 }
    let text = #"{"keys":[\#(state.keys.joined(separator: ","))]}"#
    return WebDocument(body: Array(text.utf8), maxAgeSeconds: state.maxAgeSeconds)
  }
}
