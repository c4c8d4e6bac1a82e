package import Cleanup
package import Directories
package import Secrets
internal import Storage

/// The remote directories of all tenants: how they are reached, and the keys of their secrets.
package struct RemoteDirectories: Sendable {
  /// None can be reached, and no secret stored.
  package static let none = RemoteDirectories(NoConnector(), keys: nil)

  /// How long a run waits for a directory that does not answer, unless told otherwise.
  package static let patience = Duration.seconds(60)

  private let connector: any RemoteConnecting
  private let keys: SecretKeys?
  private let opened = OpenedDirectories()
  let patience: Duration
  let turns = RemoteTurns()
  let troubles = RemoteTroubles()

  /// Directories that a connector reaches. Without keys no secret can be stored or used.
  package init(
    _ connector: any RemoteConnecting, keys: SecretKeys?,
    patience: Duration = RemoteDirectories.patience
  ) {
    self.patience = patience
    self.connector = connector
    self.keys = keys
  }

  /// Seals the secret of a tenant's directory.
  package func seal(
    _ secret: String, of directory: DirectoryID, tenant: TenantID
  ) throws(Refusal) -> [UInt8] {
    guard let keys else { throw Self.noKeys }
    return keys.seal(secret, for: Self.place(directory, tenant))
  }

  /// The directory behind some settings; refused where it has no secret, or one that cannot be opened.
  func directory(
    _ settings: DirectorySettings, sealed: [UInt8]?, tenant: TenantID
  ) throws(Refusal) -> any RemoteDirectory {
    guard let remote = settings.remote else { throw Self.notRemote(settings.name) }
    let place = DirectoryPlace(tenant: tenant, directory: settings.id)
    if let known = opened.directory(at: place, remote, sealed) { return known }
    let secret = try open(sealed, of: settings, tenant: tenant)
    do {
      let directory = try connector.directory(remote, secret: secret)
      opened.keep(directory, at: place, remote, sealed)
      return directory
    } catch {
      throw Refusal(error, of: settings.name)
    }
  }

  /// Lets go of a directory that was deleted.
  package func forget(_ directory: DirectoryID, of tenant: TenantID) {
    opened.forget(DirectoryPlace(tenant: tenant, directory: directory))
  }

  /// Seals a secret anew that an older key has sealed; nil when there is nothing to do.
  func resealed(
    _ sealed: [UInt8], of directory: DirectoryID, tenant: TenantID
  ) -> [UInt8]? {
    guard let keys, !keys.isCurrent(sealed) else { return nil }
    let place = Self.place(directory, tenant)
    guard let secret = try? keys.open(sealed, for: place) else { return nil }
    return keys.seal(secret, for: place)
  }

  private func open(
    _ sealed: [UInt8]?, of settings: DirectorySettings, tenant: TenantID
  ) throws(Refusal) -> String {
    guard let sealed else {
      throw Refusal(
        .secretUnusable,
        "The directory \"\(settings.name)\" has no secret: put it again with its password or token."
      )
    }
    guard let keys else { throw Self.noKeys }
    do {
      return try keys.open(sealed, for: Self.place(settings.id, tenant))
    } catch {
      throw Refusal(
        .secretUnusable,
        "The secret of the directory \"\(settings.name)\" was sealed with a key that this server does"
          + " not have, or for another tenant: put the directory again with its password or token.")
    }
  }

  /// What is said of a directory that cannot be listed.
  package static func notRemote(_ name: String) -> Refusal {
    .invalid(
      "directory",
      "\"\(name)\" is an embedded directory, which nothing but imports fills: name a remote one")
  }

  private static let noKeys = Refusal(
    .secretUnusable,
    "This server has no key to seal secrets with: its operator has to start it with"
      + " --secret-keys FILE.")

  private static func place(_ directory: DirectoryID, _ tenant: TenantID) -> SecretPlace {
    SecretPlace(tenant: tenant.description, subject: "directory/\(directory.rawValue)")
  }
}
