internal import Cleanup

extension LDAPSettings {
  /// The settings of a file; nil, with mistakes, when nothing says what kind of server it is.
  init?(_ map: ConfigMap) {
    let preset = map.choice("preset", LDAPPreset.named)
    if preset == nil, !map.has("preset") { map.refuse("", "needs preset") }
    let attributes = map.map("attributes").map { LDAPAttributes($0) } ?? LDAPAttributes()
    self.init(
      host: map.text("host") ?? "", port: map.number("port") ?? 0,
      security: map.choice("security", Security.named) ?? .ldaps,
      certificates: map.text("certificates") ?? "", bindName: map.text("bind_name") ?? "",
      preset: preset ?? .openLDAP, userBase: map.text("user_base") ?? "",
      userFilter: map.text("user_filter") ?? "", groupBase: map.text("group_base") ?? "",
      groupFilter: map.text("group_filter") ?? "", attributes: attributes,
      pageSize: map.number("page_size") ?? Self.defaultPageSize,
      timeLimitSeconds: map.number("time_limit_seconds") ?? Self.defaultTimeLimitSeconds)
    map.finish()
    if preset == nil { return nil }
  }

  /// The settings for a file; what has its default is left out.
  var config: ConfigValue {
    .map([
      "host": .text(host), "port": port == 0 ? nil : .number(port),
      "security": security == .ldaps ? nil : Security.named.config(of: security),
      "certificates": .some(certificates), "bind_name": .text(bindName),
      "preset": LDAPPreset.named.config(of: preset), "user_base": .text(userBase),
      "user_filter": .some(userFilter), "group_base": .some(groupBase),
      "group_filter": .some(groupFilter), "attributes": attributes.config,
      "page_size": pageSize == Self.defaultPageSize ? nil : .number(pageSize),
      "time_limit_seconds": timeLimitSeconds == Self.defaultTimeLimitSeconds
        ? nil : .number(timeLimitSeconds),
    ])
  }
}

extension LDAPAttributes {
  fileprivate init(_ map: ConfigMap) {
    self.init(
      id: map.text("id") ?? "", username: map.text("username") ?? "",
      displayName: map.text("display_name") ?? "", email: map.text("email") ?? "",
      createdAt: map.text("created_time") ?? "", lastLogin: map.text("last_login") ?? "",
      groupName: map.text("group_name") ?? "", member: map.text("member") ?? "")
    map.finish()
  }

  fileprivate var config: ConfigValue? {
    .section([
      "id": .some(id), "username": .some(username), "display_name": .some(displayName),
      "email": .some(email), "created_time": .some(createdAt), "last_login": .some(lastLogin),
      "group_name": .some(groupName), "member": .some(member),
    ])
  }
}

extension Array {
  /// The name of a value, for a file.
  fileprivate func config<Value: Equatable>(
    of value: Value
  ) -> ConfigValue? where Element == (name: String, value: Value) {
    first { $0.value == value }.map { .text($0.name) }
  }
}
