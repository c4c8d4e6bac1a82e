/// Why an ID token proved nothing.
package struct IdentityError: Error, Hashable, Sendable {
  /// Who is to look at it.
  package enum Code: Hashable, Sendable {
    /// The token is not one that may be believed.
    case refused
    /// The provider did not say by which keys it signs.
    case unavailable
    /// Too many providers are asked at once; this one may be as well as ever.
    case busy
  }

  /// Who is to look at it.
  package var code: Code
  /// One sentence that says what to do. Nothing of the token is in it.
  package var message: String

  /// An error with its sentence.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// A token that may not be believed.
  static func refused(_ message: String) -> IdentityError { IdentityError(.refused, message) }

  /// A provider that does not answer as it should.
  static func unavailable(_ message: String) -> IdentityError {
    IdentityError(.unavailable, message)
  }
}
