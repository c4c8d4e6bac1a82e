internal import Foundation

/// What a provider publishes of itself (OpenID Connect Discovery 1.0, section 4).
struct ProviderMetadata: Hashable, Sendable {
  private struct Document: Decodable {
    var issuer: String
    var jwks_uri: String
  }

  /// URL of its keys.
  let keysURL: String

  /// Where an issuer publishes.
  static func url(of issuer: String) -> String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
      + "/.well-known/openid-configuration"
  }

  /// Reads what an issuer publishes.
  init(_ body: [UInt8], of issuer: String) throws(IdentityError) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
      throw .unavailable("the identity provider's description is not one of JSON")
    }
    guard document.issuer == issuer else {
      throw .unavailable(
        "the identity provider calls itself by another issuer: set the issuer as it calls itself")
    }
    keysURL = document.jwks_uri
  }
}
