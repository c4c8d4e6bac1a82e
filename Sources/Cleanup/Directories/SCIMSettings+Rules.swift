extension SCIMSettings {
  /// What is wrong with the settings: each field's name on the wire and one sentence.
  var violations: [FieldViolation] {
    var problems: [(String, String?)] = [
      ("base_url", RemoteSettings.problem(baseURL, least: 1)),
      ("base_url", Self.urlProblem(baseURL)),
      ("certificates", RemoteSettings.certificatesProblem(certificates)),
      ("user_filter", RemoteSettings.problem(userFilter, least: 0)),
      ("last_login_attribute", RemoteSettings.problem(lastLoginAttribute, least: 0)),
      ("page_size", RemoteSettings.problem(pageSize, in: 1...Self.maxPageSize)),
      (
        "time_limit_seconds",
        RemoteSettings.problem(timeLimitSeconds, in: 1...Self.maxTimeLimitSeconds)
      ),
      (
        "requests_per_minute",
        RemoteSettings.problem(requestsPerMinute, in: 0...Self.maxRequestsPerMinute)
      ),
    ]
    if case .clientCredentials(let tokenURL, let clientID, let scope) = authentication {
      problems += [
        ("client_credentials.token_url", RemoteSettings.problem(tokenURL, least: 1)),
        ("client_credentials.token_url", Self.urlProblem(tokenURL)),
        ("client_credentials.client_id", RemoteSettings.problem(clientID, least: 1)),
        ("client_credentials.scope", RemoteSettings.problem(scope, least: 0)),
      ]
    }
    return problems.compactMap { field, problem in
      problem.map { FieldViolation(field: field, description: $0) }
    }
  }

  /// Whether the secret may be shown to the same service in the same way.
  func reachesTheSame(as other: SCIMSettings) -> Bool {
    baseURL == other.baseURL && certificates == other.certificates
      && authentication == other.authentication
  }

  /// Whether a service is on another machine is known only once it is connected to; there, nothing but
  /// `https` will do.
  private static func urlProblem(_ text: String) -> String? {
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      return "must be a URL that begins with https://, or http:// on this machine"
    }
    if text.contains("@") {
      return "must have no user and no password: the secret is given apart, and sealed"
    }
    return text.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace })
      ? "must have no query, no fragment and no blanks" : nil
  }
}
