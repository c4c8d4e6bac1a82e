/// Why an outcome is what it is.
package enum OutcomeCode: Hashable, Sendable, RawRepresentable {
  /// The rules keep the user now.
  case verdict(Reason)
  /// The policy changed while the run was at work.
  case policyChanged
  /// Runs came to be held while this one was at work.
  case runsHeld
  /// Somebody cancelled the run.
  case cancelled
  /// The run was interrupted for longer than the analysis may live.
  case runExpired
  /// The user is gone from its directory.
  case vanished
  /// The target state was there already.
  case alreadyDone
  /// The membership comes through another group, which only a person can change.
  case inheritedMembership
  /// The directory cannot be changed from here.
  case readOnlyDirectory
  /// No user has the given name or id.
  case userNotFound
  /// The username stands in several directories.
  case ambiguousUser
  /// The group does not exist in a directory where it could be changed.
  case groupNotFound
  /// The user has no open hold.
  case nothingToRestore
  /// What the run did to the user has been changed since by somebody or something else.
  case changedSince
  /// The directory could not be asked since it was told to change the user. What is kept says that it did,
  /// so that it can be given back.
  case stateUnclear
  /// The directory could not be reached, or does not know the account that asks.
  case directoryUnavailable
  /// The directory did not make the change.
  case directoryRefused
  /// Something else undid the same at its source before, more than once.
  case revertedAtSource

  private static let plain: [OutcomeCode] = [
    .policyChanged, .runsHeld, .cancelled, .runExpired, .vanished, .alreadyDone,
    .inheritedMembership,
    .readOnlyDirectory, .userNotFound, .ambiguousUser, .groupNotFound, .nothingToRestore,
    .changedSince, .stateUnclear, .directoryUnavailable, .directoryRefused, .revertedAtSource,
  ]

  /// The code with this name in UPPER_SNAKE; nil when there is none.
  package init?(rawValue: String) {
    let found =
      Self.plain.first { $0.rawValue == rawValue }
      ?? Reason.allCases.first { $0.name == rawValue }.map(OutcomeCode.verdict)
    guard let found else { return nil }
    self = found
  }

  /// The name in UPPER_SNAKE, as stored and shown.
  package var rawValue: String {
    switch self {
    case .verdict(let reason): reason.name
    case .policyChanged: "POLICY_CHANGED"
    case .runsHeld: "RUNS_HELD"
    case .cancelled: "CANCELLED"
    case .runExpired: "RUN_EXPIRED"
    case .vanished: "VANISHED"
    case .alreadyDone: "ALREADY_DONE"
    case .inheritedMembership: "INHERITED_MEMBERSHIP"
    case .readOnlyDirectory: "READ_ONLY_DIRECTORY"
    case .userNotFound: "USER_NOT_FOUND"
    case .ambiguousUser: "AMBIGUOUS_USER"
    case .groupNotFound: "GROUP_NOT_FOUND"
    case .nothingToRestore: "NOTHING_TO_RESTORE"
    case .changedSince: "CHANGED_SINCE"
    case .stateUnclear: "STATE_UNCLEAR"
    case .directoryUnavailable: "DIRECTORY_UNAVAILABLE"
    case .directoryRefused: "DIRECTORY_REFUSED"
    case .revertedAtSource: "REVERTED_AT_SOURCE"
    }
  }
}
