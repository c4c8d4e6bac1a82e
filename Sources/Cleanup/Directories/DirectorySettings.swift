/// A source of users inside a tenant, as configured.
package struct DirectorySettings: Hashable, Sendable {
  /// Row in the tenant's database.
  package var id: DirectoryID
  /// Name, unique in the tenant.
  package var name: String
  /// What it is.
  package var kind: DirectoryKind
  /// How it is reached; nil for an embedded one.
  package var remote: RemoteSettings?
  /// Whether a secret is stored for it.
  package var hasSecret: Bool
  /// Its place among the tenant's directories, from 1.
  package var position: Int
  /// What it can do.
  package var capabilities: DirectoryCapabilities
  /// Whether its last listing was completed.
  package var isComplete: Bool
  /// The generation of imports that is visible; 0 before the first.
  package var generation: Int64
  /// Visible users that have not vanished.
  package var userCount: Int
  /// Visible groups.
  package var groupCount: Int
  /// When it was created.
  package var createdAt: Moment
  /// When its last import finished.
  package var lastImportAt: Moment?
  /// What the last listing of a remote directory failed with; nil when it was complete.
  package var failure: ListingFailure?
  /// External id of the account that asks it, where that is one of its users; nil for none.
  package var ownAccount: String?
  /// From when on its logins are observed; nil where its listings report them.
  package var observedSince: Moment?
  /// Changes with every change of the settings.
  package var etag: String
  /// How well logins are known. Filled for answers only, and nil where its listings report them.
  package var observation: Observation?
  /// The last listing, where it holds runs. Filled for answers only.
  package var held: HeldListing?

  /// A directory as stored.
  package init(
    id: DirectoryID, name: String, kind: DirectoryKind = .embedded,
    remote: RemoteSettings? = nil, hasSecret: Bool = false, position: Int,
    capabilities: DirectoryCapabilities = DirectoryCapabilities(), isComplete: Bool = true,
    generation: Int64 = 0, userCount: Int = 0, groupCount: Int = 0, createdAt: Moment,
    lastImportAt: Moment? = nil, failure: ListingFailure? = nil, ownAccount: String? = nil,
    observedSince: Moment? = nil, etag: String = "",
    observation: Observation? = nil, held: HeldListing? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.remote = remote
    self.hasSecret = hasSecret
    self.position = position
    self.capabilities = capabilities
    self.isComplete = isComplete
    self.generation = generation
    self.userCount = userCount
    self.groupCount = groupCount
    self.createdAt = createdAt
    self.lastImportAt = lastImportAt
    self.failure = failure
    self.ownAccount = ownAccount
    self.observedSince = observedSince
    self.etag = etag
    self.observation = observation
    self.held = held
  }

  /// How it is known when its users were last active.
  package var activitySource: ActivitySource { observedSince == nil ? .reported : .observed }

  /// As which kind of signal the last logins of its listings are kept.
  package var listedActivity: ActivityKind {
    kind == .embedded ? .imported : .directoryReport
  }
}

extension [DirectorySettings] {
  /// Visible users of all of them that have not vanished.
  package var userCount: Int { reduce(0) { $0 + $1.userCount } }
}
