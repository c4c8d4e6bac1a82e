internal import Cleanup
internal import Directories
internal import Storage

extension RemoteEffect {
  /// What an intent is of.
  init(_ intent: Intent) {
    let isGiving = intent.effect == .reactivate || intent.effect == .addToGroup
    let change: DirectoryChange =
      if let group = intent.group {
        isGiving ? .addMembership(group) : .removeMembership(group)
      } else {
        isGiving ? .reactivate : .deactivate
      }
    self.init(directory: intent.directory, user: intent.user, change: change)
  }

  /// The intent of a run; nil for a change of somebody who is being created.
  func intent(ofRun run: String, at now: Moment) -> Intent? {
    intent(ofRun: run, by: "", isWakeable: true, at: now)
  }

  /// The intent of a run or of a person; nil for a change of somebody who is being created.
  func intent(
    ofRun run: String, by name: String, isWakeable: Bool, at now: Moment
  ) -> Intent? {
    guard let user else { return nil }
    return Intent(
      user: user, directory: directory, effect: noted.effect, group: noted.group,
      isWakeable: isWakeable, runID: run, openedBy: name, openedAt: now)
  }

  /// The intent of a login; nil for a change of somebody who is being created.
  func intent(ofLoginToldBy name: String, at now: Moment) -> Intent? {
    var intent = intent(ofRun: "", by: name, isWakeable: false, at: now)
    intent?.isLogin = true
    return intent
  }
}
