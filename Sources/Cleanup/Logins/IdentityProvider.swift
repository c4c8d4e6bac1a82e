internal import Foundation

/// An OpenID provider whose ID tokens prove logins of a tenant.
package struct IdentityProvider: Hashable, Sendable, Codable {
  /// Most providers of a tenant.
  package static let maxProviders = 10
  /// Most audiences of a provider.
  package static let maxAudiences = 20
  /// The claim that names the user when the settings do not say.
  package static let defaultUserClaim = "preferred_username"
  /// The claim that counts only where `email_verified` is true.
  package static let emailClaim = "email"
  /// By how many seconds the provider's clock may differ when the settings do not say.
  package static let defaultClockSkewSeconds = 60
  /// By how many seconds the settings can let it differ.
  package static let mostClockSkewSeconds = 300

  /// Where the provider is: the URL that its tokens name in `iss`, to the letter.
  package var issuer: String
  /// Whom its tokens are for: the ids that the tenant's clients have there. One must be in `aud`.
  package var audiences: [String]
  /// How its tokens may be signed; empty means any of the known algorithms.
  package var algorithms: [SigningAlgorithm]
  /// The claim that holds the username; empty means the default.
  package var userClaim: String
  /// Name of the directory of its users; empty means the first that has the username.
  package var directory: String
  /// By how many seconds its clock may differ; nil means the default.
  package var clockSkewSeconds: Int?

  /// A provider at a URL, for some audiences.
  package init(
    issuer: String, audiences: [String] = [], algorithms: [SigningAlgorithm] = [],
    userClaim: String = "", directory: String = "", clockSkewSeconds: Int? = nil
  ) {
    self.issuer = issuer
    self.audiences = audiences
    self.algorithms = algorithms
    self.userClaim = userClaim
    self.directory = directory
    self.clockSkewSeconds = clockSkewSeconds
  }

  /// The algorithms in force.
  package var effectiveAlgorithms: [SigningAlgorithm] {
    algorithms.isEmpty ? SigningAlgorithm.allCases : algorithms
  }

  /// The claim in force.
  package var effectiveUserClaim: String { userClaim.isEmpty ? Self.defaultUserClaim : userClaim }

  /// The skew in force, in seconds.
  package var effectiveClockSkewSeconds: Int { clockSkewSeconds ?? Self.defaultClockSkewSeconds }

  /// What is wrong with the settings by themselves, each field by its path on the wire.
  package var violations: [FieldViolation] {
    var found: [FieldViolation] = []
    if let problem = textViolation(issuer, least: 1) ?? Self.problem(ofIssuer: issuer) {
      found.append(FieldViolation(field: "issuer", description: problem))
    }
    if audiences.isEmpty || audiences.count > Self.maxAudiences {
      found.append(
        FieldViolation(
          field: "audiences",
          description: "must be 1 to \(Self.maxAudiences): the ids that your clients have at the"
            + " provider"))
    }
    for (index, audience) in audiences.prefix(Self.maxAudiences).enumerated() {
      guard let problem = textViolation(audience, least: 1) else { continue }
      found.append(FieldViolation(field: "audiences[\(index)]", description: problem))
    }
    for (field, text) in [("user_claim", userClaim), ("directory", directory)] {
      guard let problem = textViolation(text, least: 0) else { continue }
      found.append(FieldViolation(field: field, description: problem))
    }
    if let skew = clockSkewSeconds, !(0...Self.mostClockSkewSeconds).contains(skew) {
      found.append(
        FieldViolation(
          field: "clock_skew_seconds",
          description: "must be 0 to \(Self.mostClockSkewSeconds), not \(skew)"))
    }
    return found
  }

  /// OpenID Connect Core 1.0, section 1.2, says what an issuer looks like.
  private static func problem(ofIssuer issuer: String) -> String? {
    guard let parts = URLComponents(string: issuer), let host = parts.host, !host.isEmpty,
      parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil,
      issuer.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "must be a URL like https://id.example.org, without user, query and fragment" }
    switch parts.scheme {
    case "https": return nil
    case "http" where loopbackNames.contains(host): return nil
    case "http": return "must begin with https:// unless it is this machine's 127.0.0.1 or [::1]"
    default: return "must begin with https://"
    }
  }

  private static let loopbackNames: Set = ["127.0.0.1", "::1", "[::1]", "localhost"]
}
