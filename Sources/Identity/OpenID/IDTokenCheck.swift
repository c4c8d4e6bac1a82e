internal import Cleanup
internal import JSON

/// Checks what an ID token says (OpenID Connect Core 1.0, section 3.1.3.7), all but its signature.
struct IDTokenCheck {
  /// Seconds after which a token proves nothing any more, however long it says it is valid.
  static let maxAgeSeconds: Int64 = 86_400
  /// Most bytes of a subject.
  static let maxSubjectBytes = 255

  private let token: IDToken
  private let provider: IdentityProvider
  private let now: Moment

  init(_ token: IDToken, _ provider: IdentityProvider, _ now: Moment) {
    self.token = token
    self.provider = provider
    self.now = now
  }

  /// What the token proves if its signature is right.
  func identity(nonce: String) throws(IdentityError) -> ProvenIdentity {
    guard token.issuer == provider.issuer else {
      throw .refused("The ID token is of another provider.")
    }
    try checkAudience()
    let times = try times()
    guard let subject = token.claims["sub"]?.text, !subject.isEmpty,
      subject.utf8.count <= Self.maxSubjectBytes, !subject.utf8.contains(0)
    else { throw .refused("The ID token has no subject of 1 to \(Self.maxSubjectBytes) bytes.") }
    guard token.claims["events"] == nil else {
      throw .refused("The token is one of a logout: send the ID token of a login.")
    }
    guard nonce.isEmpty || token.claims["nonce"]?.text == nonce else {
      throw .refused("The ID token has another nonce: it is not the answer to this login.")
    }
    return ProvenIdentity(
      issuer: token.issuer, subject: subject, username: username,
      claims: UserClaims.claims(of: token.claims), issuedAt: times.issued,
      expiresAt: times.expires, tokenHash: token.hash)
  }

  private func checkAudience() throws(IdentityError) {
    let audiences = token.claims["aud"]?.texts ?? []
    guard audiences.contains(where: provider.audiences.contains) else {
      throw .refused(
        "The ID token is for another client: add its audience to the settings of the provider, if"
          + " the client is yours.")
    }
    guard let party = token.claims["azp"] else {
      guard audiences.count == 1 else {
        throw .refused("The ID token is for several clients, and does not say which one asked.")
      }
      return
    }
    guard let party = party.text, provider.audiences.contains(party) else {
      throw .refused("The ID token was asked for by another client.")
    }
  }

  private func times() throws(IdentityError) -> (issued: Moment, expires: Moment) {
    let skew = Int64(provider.effectiveClockSkewSeconds)
    guard let expires = time("exp"), let issued = time("iat") else {
      throw .refused("The ID token does not say when it was issued and when it expires.")
    }
    guard issued <= now.advanced(bySeconds: skew) else {
      throw .refused("The ID token is of the future: set the clocks.")
    }
    if token.claims["nbf"] != nil {
      guard let start = time("nbf"), start <= now.advanced(bySeconds: skew) else {
        throw .refused("The ID token is not valid yet: set the clocks.")
      }
    }
    let end = min(expires, issued.advanced(bySeconds: Self.maxAgeSeconds))
      .advanced(bySeconds: skew)
    guard now < end else {
      throw .refused("The ID token has expired: let the user log in again, or set the clocks.")
    }
    // It tells whole seconds as a rule, and the login was somewhere in the last of them.
    return (Moment(microseconds: issued.advanced(bySeconds: 1).microseconds - 1), end)
  }

  private func time(_ name: String) -> Moment? {
    token.claims[name]?.seconds.map { Moment(microseconds: Int64($0 * 1_000_000)) }
  }

  /// The username, if the token has one that counts.
  private var username: String? {
    let name = provider.effectiveUserClaim
    guard let text = token.claims[name]?.text, !text.isEmpty else { return nil }
    if name == IdentityProvider.emailClaim, token.claims["email_verified"] != .flag(true) {
      return nil
    }
    return text
  }
}
