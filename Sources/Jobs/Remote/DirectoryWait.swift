internal import Storage

/// How long some users' work waits for directories that do not answer.
struct DirectoryWait {
  private let users: RemoteUsers
  private let isPatient: Bool
  private let deadline: ContinuousClock.Instant
  private var delay = RetryDelay()

  /// A wait that begins now, unless it was in vain a moment ago.
  init(_ users: RemoteUsers) {
    self.users = users
    let tenant = users.database.id
    isPatient = !users.troubles.isGivenUp(anyOf: tenant)
    deadline = ContinuousClock.now + (users.patience ?? .zero)
    if isPatient { users.troubles.forgive(tenant) }
  }

  /// Whether to wait on; when it was long enough, the directories are left alone for a while.
  func goesOn() -> Bool {
    guard isPatient else { return false }
    if ContinuousClock.now < deadline { return true }
    users.troubles.giveUp(users.database.id)
    return false
  }

  /// Waits a while, and lets the directories be asked again.
  mutating func pause() async {
    await delay.wait()
    users.troubles.forgive(users.database.id)
  }
}
