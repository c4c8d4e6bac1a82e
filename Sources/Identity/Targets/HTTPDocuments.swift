package import Reach
internal import Web

/// Fetches documents over HTTP, only from where the operator lets tenants reach.
package struct HTTPDocuments: WebDocuments {
  /// Most bytes of a document.
  package static let maxBytes = 256 << 10
  /// Seconds for a document, connecting included.
  package static let timeLimitSeconds = 5

  private static let limits = WebLimits(
    maxBytes: maxBytes, seconds: timeLimitSeconds, connectSeconds: 2)

  private let rules: TargetRules
  private let lookups: AddressLookups

  /// Documents from where some rules let them come from.
  package init(_ rules: TargetRules) {
    self.init(rules, .shared)
  }

  init(_ rules: TargetRules, _ lookups: AddressLookups) {
    self.rules = rules
    self.lookups = lookups
  }

  package func document(at url: String) async throws(IdentityError) -> WebDocument {
    var name = "the identity provider"
    let answer: WebAnswer
    do throws(WebFailure) {
      let target = try WebTarget(url)
      name = "the identity provider's \(target.host)"
      let session = try WebSession(target, where: rules, lookups: lookups, limits: Self.limits)
      answer = try await session.answer(
        to: WebRequest(.get, url, headers: [WebHeader("accept", "application/json")]))
    } catch {
      throw Self.error(error, name)
    }
    guard answer.status == 200 else {
      throw .unavailable("\(name) answered with the status \(answer.status) instead of 200")
    }
    let age = CacheControl.maxAgeSeconds(answer["cache-control"])
    return WebDocument(body: answer.body, maxAgeSeconds: age)
  }

  private static func error(_ failure: WebFailure, _ name: String) -> IdentityError {
    switch failure {
    case .invalidURL: .unavailable("the provider names a URL that is none of HTTPS")
    case .invalidHost:
      .unavailable(
        "the provider names a URL whose host has other characters than letters, digits, hyphens"
          + " and dots")
    case .tooManyLookups:
      IdentityError(
        .busy, "the addresses of too many identity providers are looked up just now: try again")
    case .noAddress: .unavailable("\(name) has no address")
    case .forbidden:
      .unavailable(
        "\(name) is at no address that may be reached: where it is not public, the server's"
          + " operator can allow it with --allow-target, and without TLS it must be this machine")
    case .unreachable, .untrusted, .broken, .invalidCertificates:
      .unavailable("\(name) cannot be reached, or has no certificate that is trusted")
    case .tooLong: .unavailable("\(name) answered with more than \(maxBytes >> 10) KiB")
    case .timedOut: .unavailable("\(name) did not answer within \(timeLimitSeconds) seconds")
    case .cancelled: .unavailable("the call was left before \(name) had answered")
    }
  }
}
