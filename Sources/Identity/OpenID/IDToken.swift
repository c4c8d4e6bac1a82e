internal import Cleanup
internal import Crypto
internal import JSON

/// An ID token taken apart, of which nothing is believed yet. Whoever prints it sees nothing of it.
package struct IDToken: Sendable, CustomStringConvertible, CustomReflectable {
  /// How it says it is signed.
  let algorithm: SigningAlgorithm
  /// Which key it says it is signed by; nil when it does not.
  let keyID: String?
  /// The whole of it.
  let text: String
  /// What it says.
  let claims: [String: JSONValue]
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
    (algorithm, keyID) = try Self.read(header: try Self.object(header))
    let claims = try Self.object(payload)
    guard let issuer = claims["iss"]?.text else { throw Self.malformed }
    self.text = text
    self.claims = claims
    self.issuer = issuer
    hash = Array(SHA256.hash(data: Array("\(parts[0]).\(parts[1])".utf8)))
  }

  /// The name of the type, and nothing of the token.
  package var description: String { "IDToken" }
  /// Nothing at all.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// What a part of a token holds. Nothing else reads it before.
  private static func object(_ bytes: [UInt8]) throws(IdentityError) -> [String: JSONValue] {
    do throws(JSONError) {
      guard let object = try JSONReader.value(of: bytes, within: .token).object else {
        throw .malformed
      }
      return object
    } catch {
      throw error == .beyondLimits ? tooLarge : malformed
    }
  }

  private static func read(
    header: [String: JSONValue]
  ) throws(IdentityError) -> (SigningAlgorithm, String?) {
    // Whoever does not know what is critical must not believe the token (RFC 7515, section 4.1.11).
    guard header["crit"] == nil, header["b64"] == nil, header["zip"] == nil, header["enc"] == nil
    else {
      throw .refused("The ID token has a header that is not understood: such tokens are not taken.")
    }
    guard let name = header["alg"]?.text else { throw malformed }
    let (type, keyID) = (try text("typ", in: header), try text("kid", in: header))
    // Access and logout tokens have types of their own (RFC 9068, RFC 8725, section 3.11).
    guard type.map({ $0.lowercased() == "jwt" }) ?? true else {
      throw .refused("The token is of another type: send the ID token, which is of type JWT.")
    }
    guard let algorithm = SigningAlgorithm(rawValue: name) else {
      let names = SigningAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
      throw .refused(
        "The ID token is not signed by an algorithm that is taken: let the provider use one of"
          + " \(names).")
    }
    return (algorithm, keyID)
  }

  /// A field of the header that is a text where it is there.
  private static func text(
    _ name: String, in header: [String: JSONValue]
  ) throws(IdentityError) -> String? {
    guard let value = header[name], value != .null else { return nil }
    guard let text = value.text else { throw malformed }
    return text
  }

  private static let tooLarge = IdentityError.refused(
    "The ID token holds more than \(JSONLimits.token.values) values, or nests them more than"
      + " \(JSONLimits.token.depth) levels deep: let the provider put less into it.")
  private static let malformed = IdentityError.refused(
    "The text is no ID token: send the three parts with their dots as the provider gave them.")
}
