internal import Cleanup
internal import JSON

/// What a token says of its user, as claims of a login.
enum UserClaims {
  /// Most bytes of a name or a value; what is longer is passed over, since nothing can be mapped from it.
  private static let maxBytes = 256
  /// How deep objects are looked into.
  private static let maxDepth = 3
  /// What is about the token and not about the user. The subject may serve as an external id.
  private static let technical: Set = [
    "iss", "aud", "exp", "nbf", "iat", "auth_time", "nonce", "acr", "amr", "azp", "jti",
    "sid", "at_hash", "c_hash", "s_hash",
  ]

  /// Claims by name. What an object holds is called by the path: `realm_access.roles`.
  static func claims(of token: [String: JSONValue]) -> [Claim] {
    var found: [Claim] = []
    for (name, value) in token.sorted(by: { $0.key < $1.key }) where !technical.contains(name) {
      add(name, value, depth: 1, to: &found)
    }
    return found
  }

  private static func add(
    _ name: String, _ value: JSONValue, depth: Int, to found: inout [Claim]
  ) {
    guard isUsable(name), !name.isEmpty else { return }
    switch value {
    case .null: return
    case .list(let list): found.append(Claim(name: name, values: list.compactMap(text)))
    case .object(let object):
      guard depth < maxDepth else { return }
      for (part, value) in object.sorted(by: { $0.key < $1.key }) {
        add("\(name).\(part)", value, depth: depth + 1, to: &found)
      }
    default: found.append(Claim(name: name, values: [value].compactMap(text)))
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    value.scalar.flatMap { isUsable($0) ? $0 : nil }
  }

  private static func isUsable(_ text: String) -> Bool {
    text.utf8.count <= maxBytes && !text.utf8.contains(0)
  }
}
