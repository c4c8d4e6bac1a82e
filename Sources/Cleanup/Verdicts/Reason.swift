/// Why somebody is a candidate or kept. Raw values are stored and are the order of the rules.
package enum Reason: Int, Hashable, Sendable, Codable, CaseIterable {
  /// Kept: the account is closed already.
  case alreadyInactive = 1
  /// Kept: not a member of the policy's group.
  case notInGroup
  /// Kept: the directory was not read to its end.
  case directoryIncomplete
  /// Kept: an earlier directory has the same username.
  case shadowed
  /// Kept: the directory is an exception.
  case directoryExcluded
  /// Kept: not in the policy's scope.
  case outOfScope
  /// Kept: exempt until a date.
  case exempt
  /// Kept: the user is an exception, by name or pattern.
  case userExcluded
  /// Kept: a group is an exception.
  case groupExcluded
  /// Kept: one of the administrators who are always left, or the product's own account.
  case protected
  /// Kept: the account is too young.
  case tooNew
  /// Kept: reactivated a short while ago.
  case recentlyReactivated
  /// Kept: nothing is known of the user's activity, or its directory was not observed for long enough.
  case activityUnknown
  /// Kept: never logged in, and the policy keeps such users.
  case neverLoggedInKept
  /// Kept: active within the policy's days.
  case active
  /// Candidate: never logged in.
  case neverLoggedIn
  /// Candidate: not active within the policy's days.
  case inactive

  /// Whether a user with this reason is a candidate.
  package var isCandidate: Bool { self == .neverLoggedIn || self == .inactive }

  /// Whether a user with this reason counts as looked at: all but the first six.
  package var isLookedAt: Bool { rawValue > Reason.outOfScope.rawValue }

  /// Whether a user with this reason holds a seat: the account is open and, where the policy takes a
  /// group, in it. These two rules are the first, so that every other reason says that both hold.
  package var holdsSeat: Bool { self != .alreadyInactive && self != .notInGroup }

  /// Whether the reason is an exception that an administrator made, and may override by hand.
  package var isException: Bool {
    switch self {
    case .directoryExcluded, .exempt, .userExcluded, .groupExcluded: true
    default: false
    }
  }

  /// The name in the API, the CLI, the log and exports, such as `GROUP_EXCLUDED`.
  package var name: String {
    switch self {
    case .alreadyInactive: "ALREADY_INACTIVE"
    case .notInGroup: "NOT_IN_GROUP"
    case .directoryIncomplete: "DIRECTORY_INCOMPLETE"
    case .shadowed: "SHADOWED"
    case .directoryExcluded: "DIRECTORY_EXCLUDED"
    case .outOfScope: "OUT_OF_SCOPE"
    case .exempt: "EXEMPT"
    case .userExcluded: "USER_EXCLUDED"
    case .groupExcluded: "GROUP_EXCLUDED"
    case .protected: "PROTECTED"
    case .tooNew: "TOO_NEW"
    case .recentlyReactivated: "RECENTLY_REACTIVATED"
    case .activityUnknown: "ACTIVITY_UNKNOWN"
    case .neverLoggedInKept: "NEVER_LOGGED_IN_KEPT"
    case .active: "ACTIVE"
    case .neverLoggedIn: "NEVER_LOGGED_IN"
    case .inactive: "INACTIVE"
    }
  }
}
