/// A login that an OpenID Connect ID token proves. Whoever prints it sees nothing of the token.
package struct IDTokenLogin: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// Most bytes of a token.
  package static let maxTokenBytes = 16 << 10
  /// Most bytes of a nonce.
  package static let maxNonceBytes = 256

  /// The token, as the provider gave it. A secret: it is neither stored, logged nor answered.
  package var token: String
  /// The nonce that the client gave to the provider; empty skips the check.
  package var nonce: String

  /// A login with a token.
  package init(token: String, nonce: String = "") {
    self.token = token
    self.nonce = nonce
  }

  /// The name of the type, and nothing of the token.
  package var description: String { "IDTokenLogin" }
  /// Nothing at all.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// What is wrong with the fields, without a look into the token.
  package var violations: [FieldViolation] {
    var found: [FieldViolation] = []
    let count = token.utf8.count
    if count == 0 {
      found.append(FieldViolation(field: "token", description: "must not be empty"))
    } else if count > Self.maxTokenBytes {
      found.append(
        FieldViolation(
          field: "token",
          description: "\(count) bytes are more than the \(Self.maxTokenBytes) allowed"))
    }
    if nonce.utf8.count > Self.maxNonceBytes {
      found.append(
        FieldViolation(
          field: "nonce",
          description:
            "\(nonce.utf8.count) bytes are more than the \(Self.maxNonceBytes) allowed"))
    }
    return found
  }
}
