/// A kind of activity signal. Raw values are stored.
package enum ActivityKind: Int, Hashable, Sendable, Codable, CaseIterable {
  /// A login through single sign-on.
  case ssoLogin = 1
  /// A login with a password.
  case passwordLogin = 2
  /// Use of an API token.
  case tokenUse = 3
  /// A session seen.
  case session = 4
  /// What a directory reports by itself.
  case directoryReport = 5
  /// What an import said.
  case imported = 6

  /// Whether a login gateway tells of it; the others come with listings.
  package var isLogin: Bool {
    switch self {
    case .ssoLogin, .passwordLogin, .tokenUse, .session: true
    case .directoryReport, .imported: false
    }
  }

  /// The name in the API, in the CLI and in exports, such as `SSO_LOGIN`.
  package var name: String {
    switch self {
    case .ssoLogin: "SSO_LOGIN"
    case .passwordLogin: "PASSWORD_LOGIN"
    case .tokenUse: "TOKEN_USE"
    case .session: "SESSION"
    case .directoryReport: "DIRECTORY_REPORT"
    case .imported: "IMPORT"
    }
  }
}
