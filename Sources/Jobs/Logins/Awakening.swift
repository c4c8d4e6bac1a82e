internal import Cleanup
internal import Directories
internal import Storage

/// Takes back what cleanup did to somebody who is back, and nothing that a person did.
struct Awakening {
  private let found: LoginUser
  private let order: LoginOrder
  private let scene: LoginScene
  private let provisioning: DirectoryProvisioning
  /// What was done and what was not.
  private(set) var answer: LoginAnswer
  /// Whether the user cannot work, or not in the group that the seats are for.
  private var isKeptOut = false

  init(
    _ found: LoginUser, _ order: LoginOrder, _ scene: LoginScene,
    _ provisioning: DirectoryProvisioning
  ) {
    self.found = found
    self.order = order
    self.scene = scene
    self.provisioning = provisioning
    let user = found.user
    answer = LoginAnswer(
      outcome: .letIn, user: UserRef(directory: user.directory, externalID: user.externalID),
      username: user.username, isActive: user.isActive)
  }

  /// Wakes the user as far as the rules allow.
  mutating func run() throws(StorageError) {
    let holds = try scene.writer.reader.openHolds(of: found.user.id)
    if holds.isEmpty {
      if !answer.isActive { keepOut(.blocked) }
    } else {
      let before = try scene.writer.reader.facts(of: found.user.id)
      try wake(from: holds)
      if !answer.effects.isEmpty { try countSeat(before) }
    }
    if isKeptOut {
      answer.outcome = .refused
    } else if !answer.effects.isEmpty {
      answer.outcome = .woken
    }
  }

  /// Counts the seat that the user has back.
  private func countSeat(_ before: UserFacts?) throws(StorageError) {
    guard let before, let after = try scene.writer.reader.facts(of: found.user.id) else { return }
    let rule = SeatRule(try scene.policy(), graph: try scene.groups().graph)
    var seats = SeatChanges()
    seats.note(before: rule.holds(before), after: rule.holds(after))
    try SeatMeasure.count(seats, at: scene.now, in: scene.writer)
  }

  private mutating func wake(from holds: [Hold]) throws(StorageError) {
    var waking: [Hold] = []
    for hold in holds where try wakes(from: hold) { waking.append(hold) }
    let hasSeat = try hasSeat(for: waking)
    if answer.isActive {
      // Somebody else has opened the account, so that nothing is held of it any more.
      for hold in holds where hold.effect == .deactivate {
        _ = try scene.writer.closeHold(hold.id, because: .seen, at: scene.now)
      }
    } else {
      try openAccount(holds, waking, hasSeat: hasSeat)
    }
    // A group is of no use to a closed account, and stays held with it.
    guard answer.isActive else { return }
    for hold in holds where hold.effect == .removeFromGroup {
      try giveBack(hold, isWaking: waking.contains(hold), hasSeat: hasSeat)
    }
  }

  private func wakes(from hold: Hold) throws(StorageError) -> Bool {
    guard hold.isWakeable else { return false }
    var startedAt: Moment?
    if order.time != nil, !hold.runID.isEmpty {
      startedAt = try scene.writer.reader.run(hold.runID)?.startedAt
    }
    return LoginRules.wakes(
      order.time.map { min($0, scene.now) }, from: hold, runStartedAt: startedAt)
  }

  private mutating func openAccount(
    _ holds: [Hold], _ waking: [Hold], hasSeat: Bool
  ) throws(StorageError) {
    guard let hold = holds.first(where: { $0.effect == .deactivate && $0.isWakeable }) else {
      return keepOut(.blocked)
    }
    guard waking.contains(hold) else { return keepOut(.loginTooOld) }
    guard provisioning.activatesUsers ?? true else { return keepOut(.activationOff) }
    guard hasSeat else { return keepOut(.seatsFull) }
    guard let directory = try scene.groups().editor(of: found.directory) else {
      return keepOut(.readOnlyDirectory)
    }
    let applied = try directory.apply(
      .reactivate, to: found.user.id, at: scene.now, in: scene.writer)
    if applied.notGiven != nil { return keepOut(.directoryUnavailable) }
    _ = try scene.writer.closeHold(hold.id, because: .woken, at: scene.now)
    if try scene.seatGroup() == nil { scene.takeSeat() }
    answer.isActive = true
    answer.effects.append(LoginEffect(.reactivated))
  }

  private mutating func giveBack(
    _ hold: Hold, isWaking: Bool, hasSeat: Bool
  ) throws(StorageError) {
    guard hold.isWakeable else {
      // Only the group that the seats are for keeps a user from working.
      if try scene.seatGroup() == hold.groupName { keepOut(.blocked, hold.groupName) }
      return
    }
    guard isWaking else { return keepOut(.loginTooOld, hold.groupName) }
    guard provisioning.activatesUsers ?? true else {
      return keepOut(.activationOff, hold.groupName)
    }
    guard hasSeat else { return keepOut(.seatsFull, hold.groupName) }
    let groups = try scene.groups()
    guard let group = hold.group, groups.graph.directory(of: group) != nil else {
      return keepOut(.groupNotFound, hold.groupName)
    }
    guard let directory = groups.editor(of: group) else {
      return keepOut(.readOnlyDirectory, hold.groupName)
    }
    let applied = try directory.apply(
      .addMembership(group), to: found.user.id, at: scene.now, in: scene.writer)
    if applied.notGiven != nil { return keepOut(.directoryUnavailable, hold.groupName) }
    let isBack = applied == .changed
    _ = try scene.writer.closeHold(hold.id, because: isBack ? .woken : .seen, at: scene.now)
    guard isBack else { return }
    if try scene.seatGroup() == hold.groupName { scene.takeSeat() }
    answer.effects.append(LoginEffect(.groupRestored, group: hold.groupName))
  }

  /// Whether there is a seat for the user, if waking takes one.
  private func hasSeat(for waking: [Hold]) throws(StorageError) -> Bool {
    guard try scene.provisioning().seatLimit != nil else { return true }
    let opens = !answer.isActive && waking.contains { $0.effect == .deactivate }
    guard let name = try scene.seatGroup() else {
      return opens ? try scene.hasFreeSeat() : true
    }
    let graph = try scene.groups().graph
    let isMember = try scene.writer.reader.memberGroups(of: found.user.id)
      .contains { graph.name(of: $0) == name }
    let joins = waking.contains { $0.effect == .removeFromGroup && $0.groupName == name }
    let hadSeat = answer.isActive && isMember
    let wantsSeat = (answer.isActive || opens) && (isMember || joins)
    return wantsSeat && !hadSeat ? try scene.hasFreeSeat() : true
  }

  private mutating func keepOut(_ code: LoginObstacle.Code, _ group: String = "") {
    isKeptOut = true
    answer.obstacles.append(LoginObstacle(code, group: group))
  }
}
