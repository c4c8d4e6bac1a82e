/// An algorithm by which an identity provider may sign. Raw values are the names of RFC 7518 and 8037,
/// and are stored. There is none without a signature and none with a shared secret.
package enum SigningAlgorithm: String, Hashable, Sendable, Codable, CaseIterable {
  /// RSA with SHA-256, padded as in PKCS #1 1.5.
  case rs256 = "RS256"
  /// ECDSA on P-256 with SHA-256.
  case es256 = "ES256"
  /// RSA with SHA-256, padded as in PSS.
  case ps256 = "PS256"
  /// EdDSA on Curve25519.
  case edDSA = "EdDSA"
}
