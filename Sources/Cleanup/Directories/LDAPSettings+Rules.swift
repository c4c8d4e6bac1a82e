extension LDAPSettings {
  /// What is wrong with the settings: each field's name on the wire and one sentence.
  var violations: [FieldViolation] {
    let problems: [(String, String?)] = [
      ("host", RemoteSettings.problem(host, least: 1, most: Self.maxHostBytes)),
      ("host", hostProblem),
      ("port", RemoteSettings.problem(port, in: 0...65_535)),
      ("certificates", RemoteSettings.certificatesProblem(certificates)),
      ("bind_name", RemoteSettings.problem(bindName, least: 1)),
      ("user_base", RemoteSettings.problem(userBase, least: 1)),
      ("user_filter", RemoteSettings.problem(userFilter, least: 0)),
      ("user_filter", filterProblem(userFilter)),
      ("group_base", RemoteSettings.problem(groupBase, least: 0)),
      ("group_filter", RemoteSettings.problem(groupFilter, least: 0)),
      ("group_filter", filterProblem(groupFilter)),
      ("page_size", RemoteSettings.problem(pageSize, in: 1...Self.maxPageSize)),
      (
        "time_limit_seconds",
        RemoteSettings.problem(timeLimitSeconds, in: 1...Self.maxTimeLimitSeconds)
      ),
    ]
    return problems.compactMap { field, problem in
      problem.map { FieldViolation(field: field, description: $0) }
    } + attributes.violations.map { $0.inside("attributes") }
  }

  /// Whether the password may be shown to the same server in the same way.
  func reachesTheSame(as other: LDAPSettings) -> Bool {
    host == other.host && port == other.port && security == other.security
      && certificates == other.certificates && bindName == other.bindName
  }

  /// Most bytes of a host's name (RFC 1035, section 2.3.4).
  private static let maxHostBytes = 253

  private var hostProblem: String? {
    host.contains(where: { $0 == "/" || $0.isWhitespace || $0 == "[" })
      ? "must be a name or an address alone, such as ldap.example.com or fd00::1" : nil
  }

  private func filterProblem(_ filter: String) -> String? {
    filter.isEmpty || (filter.hasPrefix("(") && filter.hasSuffix(")"))
      ? nil : "must be a filter in parentheses (RFC 4515), such as (objectClass=person)"
  }
}

extension LDAPAttributes {
  /// What is wrong with the names: each field's name on the wire and one sentence.
  fileprivate var violations: [FieldViolation] {
    let names = [
      ("id", id), ("username", username), ("display_name", displayName), ("email", email),
      ("created_time", createdAt), ("last_login", lastLogin), ("group_name", groupName),
      ("member", member),
    ]
    return names.compactMap { field, name in
      Self.isName(name)
        ? nil
        : FieldViolation(
          field: field,
          description: "must be the name of an attribute: letters, digits and hyphens")
    }
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 128
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
