internal import Cleanup
internal import JSON

/// The keys of a provider as they were at one fetch.
struct ProviderKeys: Hashable, Sendable {
  /// Most keys of a provider.
  static let maxKeys = 100

  /// How a search for the key of a token ended.
  enum Choice: Hashable, Sendable {
    case key(ProviderKey)
    /// No key can have made the signature.
    case none
    /// Several can, and the token does not say which.
    case several
  }

  /// The keys that may be used.
  let keys: [ProviderKey]

  /// Reads a JSON Web Key Set.
  init(_ body: [UInt8]) throws(IdentityError) {
    guard case .list(let set)? = try ProviderDocument.object(body, called: "key set")["keys"] else {
      throw .unavailable("the identity provider's key set has no list of keys")
    }
    guard set.count <= Self.maxKeys else {
      throw .unavailable("the identity provider has more than \(Self.maxKeys) keys")
    }
    // Entries of other kinds are passed over.
    keys = set.compactMap { ProviderKey.Entry($0).flatMap(ProviderKey.init) }
  }

  /// The key of a signature: the one of exactly that name, or, for a token that names none, the only
  /// one of the kind.
  func key(named id: String?, for algorithm: SigningAlgorithm) -> Choice {
    let fitting = keys.filter { $0.fits(algorithm) && (id == nil || $0.id == id) }
    guard let first = fitting.first else { return .none }
    return fitting.count == 1 ? .key(first) : .several
  }
}
