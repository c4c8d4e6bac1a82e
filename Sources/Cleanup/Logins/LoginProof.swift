/// How a login is proven.
///
/// Whatever the proof, it comes down to a `VouchedLogin`: a user and claims that can be relied on. Other
/// proofs become cases here, and whoever checks them makes that of what they hold; nothing behind
/// the check knows how a login was proven.
package enum LoginProof: Hashable, Sendable {
  /// By the token of the calling service.
  case vouched(VouchedLogin)
  /// By an ID token of an OpenID provider that the tenant trusts.
  case idToken(IDTokenLogin)
}
