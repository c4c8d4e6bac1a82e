/// Why a hold was closed. Raw values are stored.
package enum HoldEnd: String, Hashable, Sendable {
  /// A person took the effect back with a restore.
  case restored
  /// A login took the effect back.
  case woken
  /// A person closed the account for good, which voids what a login would take back.
  case blocked
  /// A directory was seen in the state that the effect had ended.
  case seen
  /// A person opened the account or gave the membership back.
  case byHand
  /// The run was undone.
  case undone
  /// The directory of the group was deleted.
  case abandoned
}
