package import Cleanup
package import Directories
package import Reach
internal import SCIMDirectory

/// Every kind of remote directory that there is.
package struct Connectors: RemoteConnecting {
  private let rules: TargetRules

  /// Connectors that reach what the rules permit.
  package init(where rules: TargetRules) {
    self.rules = rules
  }

  package func directory(
    _ settings: RemoteSettings, secret: String
  ) throws(DirectoryError) -> any RemoteDirectory {
    switch settings {
    case .ldap:
      throw DirectoryError(.invalidSettings, "LDAP is not there yet.")
    case .scim(let settings): SCIMDirectory(settings, secret: secret, rules: rules)
    }
  }
}
