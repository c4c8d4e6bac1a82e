package import Cleanup

/// An ID token that proved a login, and what was answered.
package struct UsedIDToken: Hashable, Sendable {
  /// SHA-256 of what is signed of the token, 32 bytes.
  package var tokenHash: [UInt8]
  /// SHA-256 of the report that it came with, 32 bytes.
  package var reportHash: [UInt8]
  /// What was answered.
  package var answer: LoginAnswer
  /// From when on the token proves nothing any more.
  package var expiresAt: Moment

  /// A token that is used up.
  package init(
    tokenHash: [UInt8], reportHash: [UInt8], answer: LoginAnswer, expiresAt: Moment
  ) {
    self.tokenHash = tokenHash
    self.reportHash = reportHash
    self.answer = answer
    self.expiresAt = expiresAt
  }
}
