internal import Cleanup

extension SCIMSettings {
  /// The settings of a file. What is left out has its default.
  init(_ map: ConfigMap) {
    self.init(
      baseURL: map.text("base_url") ?? "", certificates: map.text("certificates") ?? "",
      authentication: map.map("client_credentials").map { Authentication($0) } ?? .bearer,
      userFilter: map.text("user_filter") ?? "",
      listsGroups: !(map.flag("without_groups") ?? false),
      lastLoginAttribute: map.text("last_login_attribute") ?? "",
      pageSize: map.number("page_size") ?? Self.defaultPageSize,
      timeLimitSeconds: map.number("time_limit_seconds") ?? Self.defaultTimeLimitSeconds,
      requestsPerMinute: map.number("requests_per_minute") ?? 0)
    map.finish()
  }

  /// The settings for a file; what has its default is left out.
  var config: ConfigValue {
    .map([
      "base_url": .text(baseURL), "certificates": .some(certificates),
      "client_credentials": authentication.config, "user_filter": .some(userFilter),
      "without_groups": .some(!listsGroups), "last_login_attribute": .some(lastLoginAttribute),
      "page_size": pageSize == Self.defaultPageSize ? nil : .number(pageSize),
      "time_limit_seconds": timeLimitSeconds == Self.defaultTimeLimitSeconds
        ? nil : .number(timeLimitSeconds),
      "requests_per_minute": requestsPerMinute == 0 ? nil : .number(requestsPerMinute),
    ])
  }
}

extension SCIMSettings.Authentication {
  fileprivate init(_ map: ConfigMap) {
    self = .clientCredentials(
      tokenURL: map.text("token_url") ?? "", clientID: map.text("client_id") ?? "",
      scope: map.text("scope") ?? "")
    map.finish()
  }

  fileprivate var config: ConfigValue? {
    guard case .clientCredentials(let url, let id, let scope) = self else { return nil }
    return .map(["token_url": .text(url), "client_id": .text(id), "scope": .some(scope)])
  }
}
