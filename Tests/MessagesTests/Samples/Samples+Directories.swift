internal import Cleanup
internal import Messages

extension Samples {
  static let directory = DirectorySettings(
    id: DirectoryID(rawValue: 3), name: "users", position: 1, isComplete: true, userCount: 5,
    groupCount: 2, createdAt: time, lastImportAt: later, observedSince: Moment(microseconds: 0),
    etag: "e2", observation: observation, held: heldListing)

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
