internal import Cleanup
internal import Directories
internal import Storage

/// Gives everybody whom a run touched back what it took, unless that was changed since.
struct UndoWork: RunWork {
  private let run: Run
  private let now: Moment
  private let part: RunPart
  private let writer: TenantWriter
  private let effects: EffectWriter
  private let mayReachOutside: Bool
  private let audit: EffectAudit
  private let seatRule: SeatRule
  private(set) var seats = SeatChanges()
  private(set) var waiting: [WaitingUser] = []

  init(
    _ run: Run, _ groups: TenantGroups, _ part: RunPart, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    self.run = run
    self.part = part
    self.now = now
    mayReachOutside = groups.hasRemoteEditors
    self.writer = writer
    effects = EffectWriter(writer: writer, groups: groups, now: now, runID: run.id, name: "")
    audit = EffectAudit(run, by: try writer.reader.starter(ofRun: run.id), at: now)
    // By the policy of the run that is taken back, which counted them as freed.
    seatRule = SeatRule(run.policy.policy, graph: groups.graph)
  }

  mutating func settle(
    _ range: UserRange, limit: Int, into outcomes: inout [Outcome]
  ) throws(StorageError) -> UserID? {
    let touched = try writer.reader.touched(
      byRun: run.undoes, unsettledIn: run.id, in: range, limit: limit)
    for user in touched { if let outcome = try outcome(of: user) { outcomes.append(outcome) } }
    return touched.last?.user
  }

  /// Settles a user; nil for one who waits for a remote directory.
  private mutating func outcome(of user: TouchedUser) throws(StorageError) -> Outcome? {
    if case .made(let ledger, let isRecovered) = part {
      var outcome = try settle(user, effects.acting(through: ledger))
      outcome.isRecovered = isRecovered
      return outcome
    }
    guard mayReachOutside else { return try settle(user, effects) }
    let before = seats
    let rehearsal = try writer.rehearse { (ledger) throws(StorageError) in
      try settle(user, effects.acting(through: ledger))
    }
    switch rehearsal {
    case .done(let outcome): return outcome
    case .wants(let wants):
      seats = before
      waiting.append(WaitingUser(user: user.user, wants: wants))
      return nil
    }
  }

  private mutating func settle(
    _ user: TouchedUser, _ effects: EffectWriter
  ) throws(StorageError) -> Outcome {
    // What was begun in a remote directory is brought to its end.
    if case .rehearsed = part, !run.cancelledBy.isEmpty {
      return outcome(user, .skipped, Obstacle(.cancelled, run.cancellation))
    }
    guard let facts = try writer.reader.facts(of: user.user) else {
      return outcome(
        user, .skipped, Obstacle(.vanished, "The user is gone from the directory."))
    }
    let kept = try writer.reader.holds(of: user.user, ofRun: run.undoes)
    let open = kept.filter { $0.end == nil }.map(\.hold)
    guard !open.isEmpty else {
      return outcome(user, .skipped, Self.change(kept.last?.end))
    }
    var obstacles: [Obstacle] = []
    var after = facts
    for hold in open {
      if let obstacle = try effects.giveBack(hold, to: facts, because: .undone) {
        obstacles.append(obstacle)
      } else if let group = hold.group {
        after.groups.append(group)
      } else {
        after.isActive = true
      }
    }
    seats.note(before: seatRule.holds(facts), after: seatRule.holds(after))
    let result = outcome(user, obstacles.first?.result ?? .done, obstacles.first)
    if obstacles.count < open.count { try audit.write(result, in: writer) }
    return result
  }

  /// What happened to somebody of whom the run holds nothing any more.
  private static func change(_ end: HoldEnd?) -> Obstacle {
    let message =
      switch end {
      case .restored: "Somebody restored the user already."
      case .woken: "A login brought the user back already."
      case .blocked: "Somebody blocked the user since: restore by hand what is to be given back."
      case .undone: "The run was undone before."
      case .abandoned: "The directory of the group was deleted."
      case .byHand: "Somebody changed the user by hand since."
      case .seen, nil: "The directory showed the user changed since."
      }
    return Obstacle(.changedSince, message)
  }

  private func outcome(
    _ user: TouchedUser, _ result: Outcome.Result, _ obstacle: Obstacle?
  ) -> Outcome {
    Outcome(
      user: user.user, directory: user.directory, externalID: user.externalID,
      username: user.username, result: result, code: obstacle?.code,
      message: obstacle?.message ?? "", effect: run.effect, group: run.group, time: now)
  }
}
