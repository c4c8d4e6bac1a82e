package import Cleanup

/// That something is about to be changed of a user in a remote directory: stored before the directory is told,
/// so that after a crash it is known what to look for.
package struct Intent: Hashable, Sendable {
  /// The user's row.
  package var user: UserID
  /// The directory that is changed.
  package var directory: DirectoryID
  /// What is done: `deactivate` or `removeFromGroup`, or what an undo, a person or a login does, the opposite of
  /// these.
  package var effect: Effect
  /// The group that is taken or given; nil for the account.
  package var group: GroupID?
  /// Whether a login takes it back.
  package var isWakeable: Bool
  /// The run that acts; empty for a person or a login.
  package var runID: String
  /// Name of the token of the person who acts, or of whoever told of the login; empty for a run.
  package var openedBy: String
  /// Whether a login gives what is given.
  package var isLogin: Bool
  /// When it was opened, and the user last judged.
  package var openedAt: Moment
  /// Whether the user turned out not to be one to act on, so that what was made has to be taken back.
  package var isTakenBack: Bool

  /// An intent as stored.
  package init(
    user: UserID, directory: DirectoryID, effect: Effect, group: GroupID?, isWakeable: Bool,
    runID: String, openedBy: String, isLogin: Bool = false, openedAt: Moment,
    isTakenBack: Bool = false
  ) {
    self.user = user
    self.directory = directory
    self.effect = effect
    self.group = group
    self.isWakeable = isWakeable
    self.runID = runID
    self.openedBy = openedBy
    self.isLogin = isLogin
    self.openedAt = openedAt
    self.isTakenBack = isTakenBack
  }
}
