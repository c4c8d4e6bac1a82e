internal import Identity
internal import Synchronization

/// Every provider that anybody asks for, none of which has a key.
final class AnyDocuments: WebDocuments {
  private let asked = Mutex(0)

  /// How many providers were asked.
  var count: Int { asked.withLock { $0 } }

  func document(at url: String) async throws(IdentityError) -> WebDocument {
    let suffix = "/.well-known/openid-configuration"
    guard url.hasSuffix(suffix) else { return WebDocument(body: Array(#"{"keys":[]}"#.utf8)) }
    asked.withLock { $0 += 1 }
    let issuer = url.dropLast(suffix.count)
    return WebDocument(
      body: Array(#"{"issuer":"\#(issuer)","jwks_uri":"\#(issuer)/keys"}"#.utf8))
  }
}
