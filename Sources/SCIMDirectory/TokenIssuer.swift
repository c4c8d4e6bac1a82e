internal import Cleanup
internal import Directories
internal import Foundation
internal import Reach
internal import Synchronization
internal import Web

/// The token endpoint of an OAuth 2.0 server, asked by client credentials (RFC 6749, section 4.4).
final class TokenIssuer: Sendable {
  /// Most bytes of an answer.
  static let maxAnswerBytes = 64 << 10

  /// How the client says who it is (RFC 6749, section 2.3.1).
  private enum Style {
    case basic
    case body
  }

  private let url: String
  private let clientID: String
  private let secret: Secret
  private let scope: String
  private let settings: SCIMSettings
  private let rules: TargetRules
  private let lookups: AddressLookups
  /// What the server took last.
  private let style = Mutex(Style.basic)

  init(
    url: String, clientID: String, secret: Secret, scope: String, settings: SCIMSettings,
    rules: TargetRules, lookups: AddressLookups
  ) {
    self.url = url
    self.clientID = clientID
    self.secret = secret
    self.scope = scope
    self.settings = settings
    self.rules = rules
    self.lookups = lookups
  }

  /// Asks for a token: as it worked last, and then the other way.
  func issue() async throws(DirectoryError) -> IssuedToken {
    let style = style.withLock { $0 }
    let session = try session()
    var answer = try await answer(style, session)
    if answer.status == 401 || answer.status == 400 {
      let other: Style = style == .basic ? .body : .basic
      answer = try await self.answer(other, session)
      if answer.status == 200 { self.style.withLock { $0 = other } }
    }
    switch answer.status {
    case 200: return try IssuedToken(answer.body)
    case 400, 401, 403:
      throw DirectoryError(
        .unauthenticated,
        "The token endpoint refused the client with the status \(answer.status): look whether the"
          + " client's id, its secret and the scope are right.")
    case 429, 503:
      throw DirectoryError(.busy, "The token endpoint is busy: try again later.")
    default:
      throw DirectoryError(
        .refused,
        "The token endpoint answered with the status \(answer.status) instead of 200: look whether its"
          + " URL is right.")
    }
  }

  private func session() throws(DirectoryError) -> WebSession {
    let limits = WebLimits(
      maxBytes: Self.maxAnswerBytes, seconds: settings.timeLimitSeconds,
      connectSeconds: SCIMAccess.connectSeconds)
    do throws(WebFailure) {
      return try WebSession(
        try WebTarget(url), where: rules, lookups: lookups, certificates: settings.certificates,
        limits: limits)
    } catch {
      throw failure(error)
    }
  }

  private func answer(
    _ style: Style, _ session: WebSession
  ) async throws(DirectoryError) -> WebAnswer {
    var form = [SCIMParameter("grant_type", "client_credentials")]
    if !scope.isEmpty { form.append(SCIMParameter("scope", scope)) }
    var headers = [
      WebHeader("accept", "application/json"),
      WebHeader("content-type", "application/x-www-form-urlencoded"),
    ]
    switch style {
    case .basic:
      let pair = PercentEncoding.encoded(clientID) + ":" + PercentEncoding.encoded(secret.text)
      headers.append(
        WebHeader("authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
    case .body:
      form.append(SCIMParameter("client_id", clientID))
      form.append(SCIMParameter("client_secret", secret.text))
    }
    do throws(WebFailure) {
      return try await session.answer(
        to: WebRequest(.post, url, headers: headers, body: Array(form.encoded.utf8)))
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ failure: WebFailure) -> DirectoryError {
    DirectoryError(failure, of: "token endpoint", seconds: settings.timeLimitSeconds)
  }
}
