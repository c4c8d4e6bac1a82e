internal import Crypto
internal import Foundation
internal import JWTKit

/// A key pair of an identity provider, with the key as it is published.
struct Signer: Sendable {
  private let keys: JWTKeyCollection
  /// Name of the algorithm in headers.
  let algorithm: String
  /// Name of the key; nil for none.
  let id: String?
  /// The public key as a JSON Web Key.
  let published: String

  /// RSA, padded as PKCS #1 1.5 or PSS.
  static func rsa(_ id: String? = "r", isPSS: Bool = false, _ more: String = "") async -> Signer {
    let key = Pairs.rsa
    let keys = JWTKeyCollection()
    if isPSS {
      await keys.add(pss: key, digestAlgorithm: .sha256)
    } else {
      await keys.add(rsa: key, digestAlgorithm: .sha256)
    }
    return Signer(
      keys: keys, algorithm: isPSS ? "PS256" : "RS256", id: id,
      published: published(
        id, #""kty":"RSA","n":"\#(Pairs.modulus)","e":"\#(Pairs.exponent)""#, more))
  }

  /// ECDSA on P-256, with a new key.
  static func es256(_ id: String? = "e", _ more: String = "") async -> Signer {
    let key = ES256PrivateKey()
    let keys = JWTKeyCollection()
    await keys.add(ecdsa: key)
    let parameters = key.parameters
    // These are in plain base64.
    let (x, y) = (urlSafe(parameters?.x ?? ""), urlSafe(parameters?.y ?? ""))
    let point = #""x":"\#(x)","y":"\#(y)""#
    return Signer(
      keys: keys, algorithm: "ES256", id: id,
      published: published(id, #""kty":"EC","crv":"P-256",\#(point)"#, more))
  }

  /// EdDSA on Curve25519, with a new key.
  static func edDSA(_ id: String? = "d", _ more: String = "") async throws -> Signer {
    let key = Curve25519.Signing.PrivateKey()
    let keys = JWTKeyCollection()
    await keys.add(eddsa: EdDSA.PrivateKey(backing: key))
    let x = encoded(Array(key.publicKey.rawRepresentation))
    return Signer(
      keys: keys, algorithm: "EdDSA", id: id,
      published: published(id, #""kty":"OKP","crv":"Ed25519","x":"\#(x)""#, more))
  }

  /// A token with claims as JSON; `header` replaces what the key would have there.
  func token(_ claims: String, header: String? = nil) async throws -> String {
    let name = id.map { #","kid":"\#($0)""# } ?? ""
    let header = header ?? #"{"alg":"\#(algorithm)","typ":"JWT"\#(name)}"#
    let signed = Self.encoded(Array(header.utf8)) + "." + Self.encoded(Array(claims.utf8))
    let signature = try await keys.getKey().sign(Array(signed.utf8))
    return signed + "." + Self.encoded(signature)
  }

  /// Bytes in base64 for URLs.
  static func encoded(_ bytes: [UInt8]) -> String {
    urlSafe(Data(bytes).base64EncodedString())
  }

  private static func urlSafe(_ base64: String) -> String {
    base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func published(_ id: String?, _ key: String, _ more: String) -> String {
    "{" + (id.map { #""kid":"\#($0)","# } ?? "") + key + more + "}"
  }
}
