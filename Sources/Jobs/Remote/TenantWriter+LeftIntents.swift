internal import Cleanup
internal import Directories
internal import Storage

extension TenantWriter {
  /// Closes an intent, and stores what was taken for it, or may have been, as a hold of whoever acted. What
  /// the directory lets be changed now does not count.
  func hold(
    _ intent: Intent, isKnown: Bool, because why: String, at now: Moment
  ) throws(StorageError) {
    try settle(intent, isKnown ? .done : .failed, because: why, at: now) {
      (graph) throws(StorageError) in
      if let group = intent.group {
        _ = try removeMembership(of: intent.user, in: group)
      } else {
        _ = try setActive(false, of: intent.user, at: now)
      }
      if let open = try reader.openHold(of: intent.user, intent.effect, group: intent.group) {
        // Held already, unless a person's block takes the place of what a login would take back.
        guard open.isWakeable, !intent.isWakeable else { return }
        _ = try closeHold(open.id, because: .blocked, at: now)
      }
      let hold = Hold(
        id: Identifier.ordered(at: now), user: intent.user, effect: intent.effect,
        group: intent.group, groupName: intent.group.map(graph.name(of:)) ?? "",
        isWakeable: intent.isWakeable, createdAt: now, runID: intent.runID)
      try openHold(hold, by: intent.openedBy)
    }
  }

  /// Closes an intent, and stores what was given for it.
  func give(_ intent: Intent, because why: String, at now: Moment) throws(StorageError) {
    try settle(intent, .done, because: why, at: now) { (_) throws(StorageError) in
      if let group = intent.group {
        _ = try addMembership(of: intent.user, in: group, at: now)
      } else {
        _ = try setActive(true, of: intent.user, at: now)
      }
      let taken = RemoteEffect(intent).inverse.noted
      _ = try closeHolds(
        of: intent.user, effect: taken.effect, group: taken.group,
        because: intent.isLogin ? .woken : .byHand, at: now)
    }
  }

  /// Notes in the audit that what was made for an intent was taken back in the directory.
  func noteTakenBack(_ intent: Intent, at now: Moment) throws(StorageError) {
    guard let facts = try reader.facts(of: intent.user) else { return }
    let effect = RemoteEffect(intent).inverse.noted
    // A listing that is under way may have seen the user closed, and must not win.
    if RemoteEffect(intent).taking != nil { try noteReactivation(of: intent.user, at: now) }
    try audit(
      Self.event(
        intent, effect.effect, .done, facts, try reader.groupGraph(),
        because: "nobody wanted any more what was begun in the directory", at: now))
  }

  private func settle(
    _ intent: Intent, _ result: Outcome.Result, because why: String, at now: Moment,
    _ change: (GroupGraph) throws(StorageError) -> Void
  ) throws(StorageError) {
    try closeIntent(of: intent.user, intent.effect, group: intent.group)
    guard let before = try reader.facts(of: intent.user) else { return }
    let graph = try reader.groupGraph()
    try change(graph)
    try audit(Self.event(intent, intent.effect, result, before, graph, because: why, at: now))
    guard let after = try reader.facts(of: intent.user) else { return }
    let rule = SeatRule(try reader.policy()?.policy, graph: graph)
    var seats = SeatChanges()
    seats.note(before: rule.holds(before), after: rule.holds(after))
    try SeatMeasure.count(seats, at: now, in: self)
  }

  private static func event(
    _ intent: Intent, _ effect: Effect, _ result: Outcome.Result, _ facts: UserFacts,
    _ graph: GroupGraph, because why: String, at now: Moment
  ) -> AuditEvent {
    let group = intent.group.map(graph.name(of:)) ?? ""
    let outcome = Outcome(
      user: intent.user, directory: graph.name(of: facts.directory),
      externalID: facts.externalID, username: facts.usernameKey, result: result, effect: effect,
      group: group, time: now)
    return .effect(
      outcome, by: nil, because: why, before: .before(effect, group: group),
      after: .after(effect, group: group))
  }
}
