internal import Directories

/// Access tokens of OAuth 2.0, kept while they are good.
actor AccessTokens {
  /// Seconds before its end from when on a token is not used any more.
  static let marginSeconds = 30
  /// Seconds for which a token is used where its server does not say.
  static let usualSeconds = 300
  /// Seconds for which one is used at most.
  static let mostSeconds = 86_400

  private let issuer: TokenIssuer
  private let time: SCIMTime
  private var current: (token: Secret, isGoodUntil: Duration)?

  init(_ issuer: TokenIssuer, _ time: SCIMTime) {
    self.issuer = issuer
    self.time = time
  }

  /// A token that is good for a while.
  func token() async throws(DirectoryError) -> Secret {
    if let current, time.uptime() < current.isGoodUntil { return current.token }
    return try await newToken()
  }

  /// A token other than one that was refused.
  func token(inPlaceOf refused: Secret) async throws(DirectoryError) -> Secret {
    // Somebody else may have got another one meanwhile.
    if current?.token.text == refused.text { current = nil }
    return try await token()
  }

  private func newToken() async throws(DirectoryError) -> Secret {
    let start = time.uptime()
    let issued = try await issuer.issue()
    let seconds = min(issued.seconds ?? Self.usualSeconds, Self.mostSeconds)
    // A token that lives shorter than the margin is used for half of its time.
    let good = max(seconds - Self.marginSeconds, seconds / 2)
    current = (issued.token, start + .seconds(good))
    return issued.token
  }
}
