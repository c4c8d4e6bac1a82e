internal import Cleanup
internal import Directories
internal import LDAP

extension LDAPSettings {
  /// The server as it is connected to; an error says what cannot be used.
  var server: LDAPServer {
    get throws(DirectoryError) {
      try check()
      let security: LDAPSecurity =
        switch self.security {
        case .ldaps: .tls
        case .startTLS: .startTLS
        case .none: .none
        }
      return LDAPServer(
        host: host, port: port == 0 ? (security == .tls ? 636 : 389) : port, security: security,
        certificates: certificates, timeLimit: .seconds(timeLimitSeconds))
    }
  }

  private func check() throws(DirectoryError) {
    let isHost = host.utf8.allSatisfy { (0x21...0x7E).contains($0) && !Self.marks.contains($0) }
    try require(
      !host.isEmpty && isHost, "host is a name or an address, without a port or a scheme.")
    try require((0...65_535).contains(port), "port is at most 65535; 0 means the usual one.")
    try require(
      (1...Self.maxPageSize).contains(pageSize), "page_size is between 1 and \(Self.maxPageSize).")
    try require(
      (1...Self.maxTimeLimitSeconds).contains(timeLimitSeconds),
      "time_limit_seconds is between 1 and \(Self.maxTimeLimitSeconds).")
    try require(
      certificates.isEmpty || certificates.contains("-----BEGIN CERTIFICATE-----"),
      "certificates holds certificates in PEM, which begin with -----BEGIN CERTIFICATE-----.")
    try require(
      !bindName.isEmpty && bindName.utf8.count <= LDAPName.maxBytes,
      "bind_name is the distinguished name of the account that looks.")
    try require(
      Self.isName(userBase), "user_base is a distinguished name, such as ou=people,dc=example.")
    try require(
      groupBase.isEmpty || Self.isName(groupBase),
      "group_base is a distinguished name, such as ou=groups,dc=example, or empty for no groups.")
  }

  private func require(_ condition: Bool, _ rule: String) throws(DirectoryError) {
    if !condition { throw DirectoryError(.invalidSettings, "The settings cannot be used: \(rule)") }
  }

  private static func isName(_ text: String) -> Bool {
    LDAPName.key(text).map { !$0.isEmpty } ?? false
  }

  /// What would have a meaning in an address: `"#%/<>?@[\]`.
  private static let marks = Set("\"#%/<>?@[\\]".utf8)
}
