package import Cleanup
package import Directories
internal import LDAPDirectory
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
    case .ldap(let settings): LDAPDirectory(settings, password: secret, where: rules)
    case .scim(let settings): SCIMDirectory(settings, secret: secret, rules: rules)
    }
  }
}
