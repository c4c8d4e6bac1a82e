internal import Cleanup
internal import Messages

extension Samples {
  static let directory = DirectorySettings(
    id: DirectoryID(rawValue: 3), name: "users", position: 1, isComplete: true, userCount: 5,
    groupCount: 2, createdAt: time, lastImportAt: later, observedSince: Moment(microseconds: 0),
    etag: "e2", observation: observation, held: heldListing)

  static let ldap = LDAPSettings(
    host: "ldap.example.com", port: 1636, security: .startTLS, certificates: "PEM",
    bindName: "cn=dormouse", preset: .directoryServer389, userBase: "ou=people",
    userFilter: "(uid=*)", groupBase: "ou=groups", groupFilter: "(cn=*)",
    attributes: LDAPAttributes(
      id: "i", username: "u", displayName: "d", email: "e", createdAt: "c", lastLogin: "l",
      groupName: "g", member: "m"),
    pageSize: 7, timeLimitSeconds: 8)

  static let scim = SCIMSettings(
    baseURL: "https://example.com/scim/v2", certificates: "PEM",
    authentication: .clientCredentials(
      tokenURL: "https://example.com/token", clientID: "c", scope: "s"),
    userFilter: "active eq true", listsGroups: false, lastLoginAttribute: "lastLogin",
    pageSize: 7, timeLimitSeconds: 8, requestsPerMinute: 9)

  static let remoteDirectory = DirectorySettings(
    id: DirectoryID(rawValue: 4), name: "corp", kind: .ldap, remote: .ldap(ldap), hasSecret: true,
    position: 2, isComplete: false, createdAt: time,
    failure: listingFailure)

  static let listingFailure = ListingFailure(failedAt: later, message: "It does not answer.")

  static let probe = DirectoryProbe(
    product: "OpenLDAP", capabilities: .readOnly,
    checks: [DirectoryProbe.Check("reads users", isOK: true, finding: "It has users.")])

  static let observation = Observation(
    directory: "users", state: .observing, baseline: time, lastLogin: later, until: later)

  static let heldListing = HeldListing(
    directory: "users", heldAt: time, listedAt: later,
    check: ListingCheck(
      accepted: ListingFigures(users: 10, listed: 9, withoutLogin: 1),
      listing: ListingFigures(users: 5, listed: 4, withoutLogin: 3), maxPercent: 25),
    etag: "e9")

  static let user = User(
    id: UserID(rawValue: 0), directory: "users", externalID: "4711", username: "ann",
    displayName: "Ann", email: "ann@example.com", isActive: true, shadowedBy: "earlier",
    createdAt: time, firstSeenAt: later, reactivatedAt: later, lastActivity: activity)

  static let details = UserDetails(
    user: user,
    memberships: [
      Membership(directory: "users", group: "members"),
      Membership(directory: "users", group: "all", path: ["members", "all"]),
    ],
    signals: [
      ActivitySignal(kind: .imported, source: "users", time: nil),
      ActivitySignal(kind: .tokenUse, source: "gateway", time: time),
    ],
    holds: [
      Hold(
        id: "h1", user: UserID(rawValue: 0), effect: .removeFromGroup, groupName: "members",
        isWakeable: true, createdAt: time, runID: "run1")
    ])

  static let group = Group(
    id: GroupID(rawValue: 0), directory: "users", externalID: "members", name: "members",
    memberCount: 9, parents: ["all"])

  static let importedUser = ImportedUser(
    externalID: "4711", username: "ann", displayName: "Ann", email: "ann@example.com",
    createdAt: time, lastLogin: .at(later), groups: ["members", "all"], isActive: true)

  static let importItems = ImportItems.with {
    $0.users = [importedUser]
    $0.groups = [ImportedGroup(name: "members", parent: "all")]
  }

  static let directories: [any Sample] =
    directoryRequests + importSteps + [
      directory, details, user, group, importedUser, importItems, activity, reference,
      details.memberships[0], details.memberships[1], details.signals[1], details.holds[0],
      importItems.groups[0],
      remoteDirectory, ldap, ldap.attributes, scim, listingFailure, probe, probe.checks[0],
      SCIMClientCredentials.with {
        $0.tokenURL = "https://example.com/token"
        $0.clientID = "c"
        $0.scope = "s"
      },
      SyncEvent.progress(SyncProgress(users: 3, groups: 4)),
      SyncEvent.result(ImportSummary(directory: "corp")), SyncProgress(users: 5, groups: 6),
      DeleteDirectoryResponse.with {
        $0.users = 5
        $0.groups = 2
        $0.abandonedUsers = 1
      },
      directory.capabilities, observation, heldListing, heldListing.check.listing,
      ListDirectoriesResponse.with {
        $0.directories = [directory]
        $0.nextPageToken = "n"
        $0.totalSize = 2
      },
      ListUsersResponse.with {
        $0.users = [user]
        $0.nextPageToken = "n"
      },
      ListGroupsResponse.with {
        $0.groups = [group]
        $0.nextPageToken = "n"
      },
    ]

  private static let directoryRequests: [any Sample] = [
    PutDirectoryRequest.with {
      $0.name = "users"
      $0.kind = .embedded
      $0.position = 2
      $0.activitySource = .observed
      $0.etag = "e2"
      $0.isValidateOnly = true
      $0.requestID = "r"
    },
    PutDirectoryRequest.with {
      $0.name = "corp"
      $0.remote = .scim(scim)
      $0.secret = "s"
    },
    DeleteDirectoryRequest.with {
      $0.name = "corp"
      $0.etag = "e2"
      $0.abandonsHolds = true
      $0.isValidateOnly = true
      $0.requestID = "r"
    },
    TestDirectoryRequest.with { $0.directory = "corp" },
    SyncDirectoryRequest.with { $0.directory = "corp" },
    GetDirectoryRequest.with { $0.name = "users" },
    ListDirectoriesRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
    },
    ListUsersRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
      $0.directory = "users"
      $0.group = "members"
      $0.text = "an"
      $0.active = .inactive
    },
    GetUserRequest.with { $0.user = reference },
    ListGroupsRequest.with {
      $0.pageSize = 7
      $0.pageToken = "p"
      $0.directory = "users"
    },
  ]

  private static let importSteps: [any Sample] = {
    let begin = ImportBegin.with {
      $0.directory = "users"
      $0.mode = .merge
      $0.requestID = "r"
    }
    let finish = ImportFinish.with {
      $0.userCount = 1
      $0.groupCount = 2
    }
    var summary = ImportSummary(directory: "users")
    summary.added = 1
    summary.updated = 2
    summary.unchanged = 3
    summary.vanished = 4
    summary.reverted = 9
    summary.users = 5
    summary.groups = 6
    summary.generation = 7
    summary.held = heldListing
    summary.released = heldListing
    return [
      begin, finish, summary, ImportStep.begin(begin), ImportStep.items(importItems),
      ImportStep.finish(finish),
    ]
  }()
}
