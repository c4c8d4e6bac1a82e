internal import JSON

/// What a provider publishes of itself (OpenID Connect Discovery 1.0, section 4).
struct ProviderMetadata: Hashable, Sendable {
  /// URL of its keys.
  let keysURL: String

  /// Where an issuer publishes.
  static func url(of issuer: String) -> String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
      + "/.well-known/openid-configuration"
  }

  /// Reads what an issuer publishes.
  init(_ body: [UInt8], of issuer: String) throws(IdentityError) {
    let document = try ProviderDocument.object(body, called: "description")
    guard let name = document["issuer"]?.text, let url = document["jwks_uri"]?.text else {
      throw .unavailable("the identity provider's description names no issuer or no keys")
    }
    guard name == issuer else {
      throw .unavailable(
        "the identity provider calls itself by another issuer: set the issuer as it calls itself")
    }
    keysURL = url
  }
}
