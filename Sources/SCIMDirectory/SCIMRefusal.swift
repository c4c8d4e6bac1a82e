internal import Cleanup
internal import Directories
internal import JSON
internal import Web

/// An answer of a service that is an error (RFC 7644, section 3.12).
struct SCIMRefusal: Hashable, Sendable {
  /// What errors may hold.
  static let limits = JSONLimits(depth: 8, values: 1000)

  /// The kinds that are told apart; raw values are on the wire.
  enum Kind: String, Hashable, Sendable {
    case invalidFilter
    case invalidPath
    case invalidSyntax
    case invalidValue
    case mutability
    case noTarget
    case sensitive
    case tooMany
    case uniqueness
  }

  /// The status of the answer.
  let status: Int
  /// What kind the service calls it; nil when it does not, or calls it otherwise.
  let kind: Kind?
  /// For how many seconds the service wants to be left alone; nil when it does not say.
  private let retrySeconds: Int?

  /// Takes an answer apart. Nothing else that its body says is kept.
  ///
  /// What a service finds wrong in a request with a filter is the filter, unless it says otherwise.
  init(_ answer: WebAnswer, _ now: Moment, hasFilter: Bool) {
    status = answer.status
    let body = try? JSONReader.value(of: answer.body, within: Self.limits)
    let said = SCIMObject(body)?["scimType"]?.text.flatMap(Kind.init)
    kind = said ?? (hasFilter && status == 400 ? .invalidFilter : nil)
    retrySeconds = RetryAfter.seconds(answer["retry-after"], now: now)
  }

  /// What it means, and what to do.
  var error: DirectoryError {
    if kind == .invalidFilter {
      return .invalidSettings(
        "The service refused the filter of users: correct it, or leave it out.")
    }
    if kind == .tooMany {
      return .invalidSettings(
        "The service finds more than it is willing to list: set a filter of users that finds fewer."
      )
    }
    switch status {
    case 401:
      return DirectoryError(
        .unauthenticated, "The service refused the token with the status 401: enter a valid one.")
    case 403:
      return DirectoryError(
        .insufficientRights,
        "The service does not let the account of the token do that (status 403): give it the right to"
          + " read users and groups, and to change them where they are to be changed.")
    case 404:
      return .invalidSettings(
        "The service has nothing there (status 404): look whether the base URL is right; `/Users` comes"
          + " behind it.")
    case 300...399:
      return .invalidSettings(
        "The service sends to another URL (status \(status)), which is not followed: enter the base URL"
          + " as it is behind the redirect.")
    case 429, 503: return busy
    case 500...:
      return DirectoryError(
        .refused, "The service failed with the status \(status): look at its log, and try again.")
    default:
      return DirectoryError(
        .refused,
        "The service refused the request with the status \(status): look at its log for why.")
    }
  }

  private var busy: DirectoryError {
    let wish = retrySeconds.map { " for another \($0) seconds" } ?? ""
    return DirectoryError(
      .busy,
      "The service is busy, or was asked too often (status \(status)), and wants to be left alone\(wish):"
        + " try again later, or set fewer requests in a minute.")
  }
}
