package import Cleanup
internal import JWTKit

/// Decides whether ID tokens may be believed.
///
/// The key of a token is chosen here, by its exact name and kind; jwt-kit is given that one key for
/// that one algorithm, and checks the signature.
package struct IDTokenVerifier: Sendable {
  /// What jwt-kit is to read of a token: nothing, since it was read already.
  private struct Nothing: JWTPayload {
    func verify(using algorithm: some JWTAlgorithm) {}
  }

  private let cache: ProviderKeyCache

  /// A verifier with the keys of a cache.
  package init(_ cache: ProviderKeyCache) {
    self.cache = cache
  }

  /// What a token proves at a moment, if it is of a provider and has the nonce.
  ///
  /// - Parameters:
  ///   - provider: the provider whose issuer the token names.
  ///   - nonce: what the token must have as its nonce; empty skips the check.
  package func verify(
    _ token: IDToken, of provider: IdentityProvider, nonce: String, at now: Moment
  ) async throws(IdentityError) -> ProvenIdentity {
    guard provider.effectiveAlgorithms.contains(token.algorithm) else {
      throw .refused(
        "The ID token is signed by \(token.algorithm.rawValue), which the settings of its provider"
          + " do not allow.")
    }
    // What can be told without keys is told first: nobody makes us ask for the sake of an old token.
    let identity = try IDTokenCheck(token, provider, now).identity(nonce: nonce)
    try await verifySignature(of: token)
    return identity
  }

  private func verifySignature(of token: IDToken) async throws(IdentityError) {
    var fetched = try await cache.keys(of: token.issuer)
    if try await isSigned(token, by: fetched.keys) { return }
    if let newer = try await cache.keys(of: token.issuer, newerThan: fetched) {
      fetched = newer
      if try await isSigned(token, by: fetched.keys) { return }
    }
    throw Self.unknownKey
  }

  /// Whether a token is signed by one of some keys; false when a key may be missing.
  private func isSigned(_ token: IDToken, by keys: ProviderKeys) async throws(IdentityError) -> Bool
  {
    switch keys.key(named: token.keyID, for: token.algorithm) {
    case .none: return false
    case .several:
      throw .refused(
        "The ID token does not say which of several keys has signed it: let the provider name one.")
    case .key(let key):
      if await Self.isSigned(token, by: key) { return true }
      // A key without a name may have been followed by another.
      if token.keyID == nil { return false }
      throw .refused("The signature of the ID token is not that of its provider.")
    }
  }

  private static func isSigned(_ token: IDToken, by key: ProviderKey) async -> Bool {
    do {
      let only = JWTKeyCollection()
      switch key.material {
      case .rsa(let modulus, let exponent):
        let rsa = try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
        if token.algorithm == .ps256 {
          await only.add(pss: rsa, digestAlgorithm: .sha256)
        } else {
          await only.add(rsa: rsa, digestAlgorithm: .sha256)
        }
      case .p256(let x, let y):
        await only.add(ecdsa: try ES256PublicKey(parameters: (x: x, y: y)))
      case .ed25519(let x):
        await only.add(eddsa: try EdDSA.PublicKey(x: x, curve: .ed25519))
      }
      _ = try await only.verify(token.text, as: Nothing.self)
      return true
    } catch {
      return false
    }
  }

  private static let unknownKey = IdentityError.refused(
    "The provider has no such key as the ID token says it is signed by, or an RSA key of fewer than"
      + " \(ProviderKey.minRSABits) bits; its keys are read again at most every"
      + " \(ProviderKeyCache.refetchSeconds) seconds.")
}
