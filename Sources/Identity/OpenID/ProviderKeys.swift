internal import Cleanup
internal import Foundation

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

  /// A set as it is published; entries of other kinds are passed over.
  private struct Document: Decodable {
    struct Element: Decodable {
      var entry: ProviderKey.Entry?

      init(from decoder: any Decoder) throws {
        entry = try? ProviderKey.Entry(from: decoder)
      }
    }

    var keys: [Element]
  }

  /// The keys that may be used.
  let keys: [ProviderKey]

  /// Reads a JSON Web Key Set.
  init(_ body: [UInt8]) throws(IdentityError) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
      throw .unavailable("the identity provider's key set is not one of JSON")
    }
    guard document.keys.count <= Self.maxKeys else {
      throw .unavailable("the identity provider has more than \(Self.maxKeys) keys")
    }
    keys = document.keys.compactMap { $0.entry.flatMap(ProviderKey.init) }
  }

  /// The key of a signature: the one of exactly that name, or, for a token that names none, the only
  /// one of the kind.
  func key(named id: String?, for algorithm: SigningAlgorithm) -> Choice {
    let fitting = keys.filter { $0.fits(algorithm) && (id == nil || $0.id == id) }
    guard let first = fitting.first else { return .none }
    return fitting.count == 1 ? .key(first) : .several
  }
}
