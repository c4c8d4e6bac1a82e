internal import Cleanup
internal import Directories
internal import Reach
internal import Web

/// What all sessions with a service share: who calls, and how often.
final class SCIMAccess: Sendable {
  /// Most bytes of an answer. Pages of longer ones are asked for again with fewer resources.
  static let maxAnswerBytes = 16 << 20
  /// Seconds for connecting to one address.
  static let connectSeconds = 5

  let settings: SCIMSettings
  let time: SCIMTime
  let budget: RequestBudget
  private let secret: Secret
  private let rules: TargetRules
  private let lookups: AddressLookups
  /// Tokens of the OAuth 2.0 server; nil where the secret is the token.
  private let tokens: AccessTokens?

  init(
    _ settings: SCIMSettings, secret: Secret, rules: TargetRules, lookups: AddressLookups,
    time: SCIMTime
  ) {
    self.settings = settings
    self.secret = secret
    self.rules = rules
    self.lookups = lookups
    self.time = time
    budget = RequestBudget(requestsPerMinute: settings.requestsPerMinute, time)
    switch settings.authentication {
    case .bearer: tokens = nil
    case .clientCredentials(let url, let id, let scope):
      let issuer = TokenIssuer(
        url: url, clientID: id, secret: secret, scope: scope, settings: settings, rules: rules,
        lookups: lookups)
      tokens = AccessTokens(issuer, time)
    }
  }

  /// The token to call with.
  func token() async throws(DirectoryError) -> Secret {
    guard let tokens else {
      guard BearerText.isUsable(secret.text) else {
        throw .invalidSettings(
          "The bearer token is empty, or has other characters than a header may hold: enter it again."
        )
      }
      return secret
    }
    return try await tokens.token()
  }

  /// A new token in the place of one that was refused; nil when there is none.
  func token(inPlaceOf refused: Secret) async throws(DirectoryError) -> Secret? {
    try await tokens?.token(inPlaceOf: refused)
  }

  /// HTTP with the service; nothing is connected yet.
  func connection() throws(DirectoryError) -> WebSession {
    let limits = WebLimits(
      maxBytes: Self.maxAnswerBytes, seconds: settings.timeLimitSeconds,
      connectSeconds: Self.connectSeconds)
    do throws(WebFailure) {
      return try WebSession(
        try WebTarget(settings.baseURL), where: rules, lookups: lookups,
        certificates: settings.certificates, limits: limits)
    } catch {
      throw DirectoryError(error, of: "service", seconds: settings.timeLimitSeconds)
    }
  }
}
