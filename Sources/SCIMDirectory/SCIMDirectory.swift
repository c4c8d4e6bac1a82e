package import Cleanup
package import Directories
package import Reach

/// A SCIM 2.0 service (RFC 7643, 7644) as a directory.
///
/// It lists whoever the service shows to the account; an account without the attribute `active` is open,
/// since nothing says that it is closed.
package final class SCIMDirectory: RemoteDirectory {
  let settings: SCIMSettings
  /// Whether groups can be asked for by their members.
  let memberFilter = SCIMMemberFilter()
  /// Many users leave one group at once.
  let turns = SCIMTurns()
  let pool: SCIMSessionPool
  private let access: SCIMAccess

  /// A service by its settings, with the secret that goes with them: the bearer token, or the client's
  /// secret. Nothing is connected yet.
  package convenience init(_ settings: SCIMSettings, secret: String, rules: TargetRules) {
    self.init(settings, secret: secret, rules: rules, time: .system)
  }

  init(
    _ settings: SCIMSettings, secret: String, rules: TargetRules, time: SCIMTime,
    lookups: AddressLookups = .shared
  ) {
    self.settings = settings
    access = SCIMAccess(
      settings, secret: Secret(secret), rules: rules, lookups: lookups, time: time)
    pool = SCIMSessionPool(access)
  }

  package func probe() async throws(DirectoryError) -> DirectoryProbe {
    try await SCIMProbe(settings, try session()).run()
  }

  package func listing() async throws(DirectoryError) -> any DirectoryListing {
    SCIMListing(settings, try session())
  }

  /// A session of its own for one piece of work.
  func session() throws(DirectoryError) -> SCIMSession {
    try SCIMSession(access)
  }
}
