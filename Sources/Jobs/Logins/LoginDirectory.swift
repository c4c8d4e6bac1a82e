internal import Cleanup

/// What most logins need to know of a directory.
struct LoginDirectory {
  let id: DirectoryID
  let name: String
  let generation: Int64
  /// Since when logins are observed instead of listed; nil where they are not.
  let observedSince: Moment?
  /// Whether claims change users.
  let updatesUsers: Bool

  init(_ settings: DirectorySettings, _ provisioning: DirectoryProvisioning) {
    id = settings.id
    name = settings.name
    generation = settings.generation
    observedSince = settings.observedSince
    updatesUsers = provisioning.updatesUsers
  }
}
