internal import Cleanup
internal import JSON

/// A key by which a provider signs, in the form of a JSON Web Key (RFC 7517); only what may be used.
struct ProviderKey: Hashable, Sendable {
  /// Fewest bits of an RSA key.
  static let minRSABits = 2048
  /// Most bits of an RSA key: checking a signature takes time.
  static let maxRSABits = 8192

  /// What the key is made of, in base64 for URLs.
  enum Material: Hashable, Sendable {
    case rsa(modulus: String, exponent: String)
    case p256(x: String, y: String)
    case ed25519(x: String)
  }

  /// A key as it stands in the set.
  struct Entry {
    private static let names = ["kid", "use", "alg", "crv", "n", "e", "x", "y"]

    let kind: String
    /// What it is for; nil when it does not say.
    let operations: [String]?
    private let texts: [String: String]

    /// Reads an entry; nil when a field of it is of another type than it must be.
    init?(_ value: JSONValue) {
      guard let fields = value.object?.filter({ $0.value != .null }),
        let kind = fields["kty"]?.text,
        Self.names.allSatisfy({ fields[$0] == nil || fields[$0]?.text != nil })
      else { return nil }
      if let operations = fields["key_ops"] {
        guard case .list = operations, let texts = operations.texts else { return nil }
        self.operations = texts
      } else {
        operations = nil
      }
      self.kind = kind
      texts = fields.compactMapValues(\.text)
    }

    /// A field that is a text; nil when it is not there.
    subscript(name: String) -> String? { texts[name] }
  }

  /// Its name; nil when it has none.
  let id: String?
  /// What it is made of.
  let material: Material
  /// The only algorithm that it is for; nil when its kind alone decides.
  private let algorithm: SigningAlgorithm?

  /// Takes a key over; nil when it is not for signatures of ours, or too weak.
  init?(_ entry: Entry) {
    guard entry["use"] ?? "sig" == "sig", entry.operations?.contains("verify") ?? true,
      let material = Self.material(entry)
    else { return nil }
    if let name = entry["alg"] {
      guard let algorithm = SigningAlgorithm(rawValue: name) else { return nil }
      self.algorithm = algorithm
    } else {
      algorithm = nil
    }
    id = entry["kid"]
    self.material = material
  }

  /// Whether signatures by an algorithm can be of this key.
  func fits(_ algorithm: SigningAlgorithm) -> Bool {
    if let own = self.algorithm, own != algorithm { return false }
    return switch (material, algorithm) {
    case (.rsa, .rs256), (.rsa, .ps256), (.p256, .es256), (.ed25519, .edDSA): true
    default: false
    }
  }

  private static func material(_ entry: Entry) -> Material? {
    switch (entry.kind, entry["crv"]) {
    case ("RSA", _):
      guard let modulus = entry["n"], let exponent = entry["e"], isStrong(modulus, exponent) else {
        return nil
      }
      return .rsa(modulus: modulus, exponent: exponent)
    case ("EC", "P-256"):
      guard let x = entry["x"], let y = entry["y"], Base64URL.decode(x)?.count == 32,
        Base64URL.decode(y)?.count == 32
      else { return nil }
      return .p256(x: x, y: y)
    case ("OKP", "Ed25519"):
      guard let x = entry["x"], Base64URL.decode(x)?.count == 32 else { return nil }
      return .ed25519(x: x)
    default: return nil
    }
  }

  /// Whether an RSA key has a size that can be relied on, and an exponent that does anything at all.
  private static func isStrong(_ modulus: String, _ exponent: String) -> Bool {
    guard let n = Base64URL.decode(modulus)?.drop(while: { $0 == 0 }), let first = n.first,
      let e = Base64URL.decode(exponent)?.drop(while: { $0 == 0 }), let last = e.last
    else { return false }
    let bits = n.count * 8 - first.leadingZeroBitCount
    guard (minRSABits...maxRSABits).contains(bits) else { return false }
    return last % 2 == 1 && e.count <= 4 && Array(e) != [1]
  }
}
