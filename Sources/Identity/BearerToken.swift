package import Cleanup
internal import Crypto

/// A token as a caller presents it: `dm1.<tenant id>.<token id>.<secret>`.
///
/// Fleet tokens have the word `fleet` where others have a tenant id. The secret is 256 random bits as
/// 64 hexadecimal digits; only its SHA-256 is ever stored.
package struct BearerToken: Sendable {
  /// Where a token works.
  package enum Scope: Hashable, Sendable {
    /// Everywhere.
    case fleet
    /// In one tenant.
    case tenant(TenantID)
  }

  /// Where it works.
  package let scope: Scope
  /// Id of the token, 32 hexadecimal digits.
  package let id: String
  private let secret: String
  private let digest: SHA256.Digest

  /// A new token with a random secret.
  package static func random(for scope: Scope) -> BearerToken {
    BearerToken(
      scope: scope, id: Identifier.random(), secret: Identifier.random() + Identifier.random())
  }

  /// Takes a token apart; nil when it does not have the form of one.
  package init?(_ text: String) {
    // Every call brings a token: bytes are cut much faster than characters.
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard parts.count == 4, parts[0] == Self.version, Identifier.isValid(parts[2]),
      parts[3].utf8.count == 2 * Identifier.length
    else { return nil }
    if parts[1] == Self.fleetWord {
      self.init(scope: .fleet, id: parts[2], secret: parts[3])
    } else if let tenant = TenantID(parts[1]) {
      self.init(scope: .tenant(tenant), id: parts[2], secret: parts[3])
    } else {
      return nil
    }
  }

  private init(scope: Scope, id: String, secret: String) {
    self.scope = scope
    self.id = id
    self.secret = secret
    var secret = secret
    digest = secret.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
  }

  /// What goes behind `Bearer `. It is shown once, and is never logged or stored.
  package var revealed: String {
    let place =
      switch scope {
      case .fleet: Self.fleetWord
      case .tenant(let tenant): tenant.description
      }
    return "\(Self.version).\(place).\(id).\(secret)"
  }

  /// SHA-256 of the secret, 32 bytes.
  package var secretHash: [UInt8] {
    Array(digest)
  }

  /// Whether the secret is the one with this hash. Takes the same time for every wrong one.
  package func matches(hash: [UInt8]) -> Bool {
    digest == hash
  }

  /// Bytes of the end of every token: its id, a dot and its secret.
  static let idAndSecretBytes = Identifier.length + 1 + 2 * Identifier.length

  private static let version = "dm1"
  private static let fleetWord = "fleet"
}
