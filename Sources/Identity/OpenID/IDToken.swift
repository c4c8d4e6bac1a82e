internal import Cleanup
internal import Crypto
internal import Foundation

/// An ID token taken apart, of which nothing is believed yet. Whoever prints it sees nothing of it.
package struct IDToken: Sendable, CustomStringConvertible, CustomReflectable {
  /// What the header says.
  private struct Header: Decodable {
    var alg: String
    var kid: String?
    var typ: String?
  }

  /// How it says it is signed.
  let algorithm: SigningAlgorithm
  /// Which key it says it is signed by; nil when it does not.
  let keyID: String?
  /// The whole of it.
  let text: String
  /// What it says.
  let claims: [String: ClaimValue]
  /// Who it says has made it.
  package let issuer: String
  /// SHA-256 of what is signed, 32 bytes.
  let hash: [UInt8]

  /// Takes a token apart, and refuses one that need not even be verified.
  package init(_ text: String) throws(IdentityError) {
    guard text.utf8.count <= IDTokenLogin.maxTokenBytes else { throw Self.malformed }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64URL.decode(parts[0]),
      let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2]),
      !signature.isEmpty
    else { throw Self.malformed }
    (algorithm, keyID) = try Self.read(header: header)
    guard
      let claims = try? JSONDecoder().decode([String: ClaimValue].self, from: Data(payload)),
      let issuer = claims["iss"]?.text
    else { throw Self.malformed }
    self.text = text
    self.claims = claims
    self.issuer = issuer
    hash = Array(SHA256.hash(data: Array("\(parts[0]).\(parts[1])".utf8)))
  }

  /// The name of the type, and nothing of the token.
  package var description: String { "IDToken" }
  /// Nothing at all.
  package var customMirror: Mirror { Mirror(self, children: []) }

  private static func read(
    header bytes: [UInt8]
  ) throws(IdentityError) -> (SigningAlgorithm, String?) {
    guard
      let all = try? JSONDecoder().decode([String: ClaimValue].self, from: Data(bytes)),
      let header = try? JSONDecoder().decode(Header.self, from: Data(bytes))
    else { throw malformed }
    // Whoever does not know what is critical must not believe the token (RFC 7515, section 4.1.11).
    guard all["crit"] == nil, all["b64"] == nil, all["zip"] == nil, all["enc"] == nil else {
      throw .refused("The ID token has a header that is not understood: such tokens are not taken.")
    }
    // Access and logout tokens have types of their own (RFC 9068, RFC 8725, section 3.11).
    guard header.typ.map({ $0.lowercased() == "jwt" }) ?? true else {
      throw .refused("The token is of another type: send the ID token, which is of type JWT.")
    }
    guard let algorithm = SigningAlgorithm(rawValue: header.alg) else {
      let names = SigningAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
      throw .refused(
        "The ID token is not signed by an algorithm that is taken: let the provider use one of"
          + " \(names).")
    }
    return (algorithm, header.kid)
  }

  private static let malformed = IdentityError.refused(
    "The text is no ID token: send the three parts with their dots as the provider gave them.")
}
