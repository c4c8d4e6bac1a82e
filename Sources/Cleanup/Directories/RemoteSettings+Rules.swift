extension RemoteSettings {
  /// Most bytes of a secret.
  package static let maxSecretBytes = 4096
  /// Most bytes of a name, an address or a filter.
  static let maxTextBytes = 2048
  /// Most bytes of certificates in PEM.
  package static let maxCertificateBytes = 65_536

  /// What is wrong with the settings: each field's name on the wire and one sentence.
  package var violations: [FieldViolation] {
    switch self {
    case .ldap(let settings): settings.violations.map { $0.inside("ldap") }
    case .scim(let settings): settings.violations.map { $0.inside("scim") }
    }
  }

  /// Whether a secret for these settings may be shown to whoever is reached by others: the same server,
  /// by the same account, secured in the same way.
  package func reachesTheSame(as other: RemoteSettings) -> Bool {
    switch (self, other) {
    case (.ldap(let one), .ldap(let other)): one.reachesTheSame(as: other)
    case (.scim(let one), .scim(let other)): one.reachesTheSame(as: other)
    case (.ldap, .scim), (.scim, .ldap): false
    }
  }

  /// What is wrong with a text; nil when nothing is.
  static func problem(_ text: String, least: Int, most: Int = maxTextBytes) -> String? {
    let count = text.utf8.count
    if count < least { return "must be set" }
    if count > most { return "\(count) bytes are more than the \(most) allowed" }
    if text.utf8.contains(0) { return "must not contain a NUL" }
    return nil
  }

  /// What is wrong with certificates; nil when nothing is.
  static func certificatesProblem(_ text: String) -> String? {
    if text.isEmpty { return nil }
    if let problem = problem(text, least: 0, most: maxCertificateBytes) { return problem }
    return text.contains("-----BEGIN CERTIFICATE-----")
      ? nil : "must be certificates in PEM, which begin with -----BEGIN CERTIFICATE-----"
  }

  /// What is wrong with a number; nil when nothing is.
  static func problem(_ number: Int, in range: ClosedRange<Int>) -> String? {
    range.contains(number)
      ? nil : "must be \(range.lowerBound) to \(range.upperBound), and is \(number)"
  }
}
