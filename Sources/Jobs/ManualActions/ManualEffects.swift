internal import Cleanup
internal import Directories
internal import Storage

/// The effects of manual actions on one user, with their holds.
struct ManualEffects {
  let writer: TenantWriter
  let now: Moment
  let groups: TenantGroups
  let effects: EffectWriter

  func deactivate(_ facts: UserFacts, isWakeable: Bool) throws(StorageError) -> ManualResult {
    guard let directory = groups.editor(of: facts) else { return readOnly }
    let applied = try effects.deactivate(facts.id, in: directory, isWakeable: isWakeable)
    if let failure = applied.notGiven { return failed(failure, applied) }
    let changed = applied == .changed
    if isWakeable { return changed ? .done : alreadyDone("The account is closed already.") }
    // A person's block takes the place of what cleanup did, so that no login wakes the user.
    let blocked = try effects.block(facts.id)
    return changed || blocked ? .done : alreadyDone("The account is closed already.")
  }

  func reactivate(_ facts: UserFacts) throws(StorageError) -> ManualResult {
    guard let directory = groups.editor(of: facts) else { return readOnly }
    let applied = try directory.apply(.reactivate, to: facts.id, at: now, in: writer)
    if let failure = applied.notGiven { return failed(failure, applied) }
    let changed = applied == .changed
    _ = try writer.closeHolds(
      of: facts.id, effect: .deactivate, because: changed ? .byHand : .seen, at: now)
    return changed ? .done : alreadyDone("The account is open already.")
  }

  func remove(
    _ facts: UserFacts, from name: String, isWakeable: Bool
  ) throws(StorageError) -> ManualResult {
    let reach = groups.graph.reach(to: [name], in: nil)
    let direct = reach.targetGroups.filter(facts.groups.contains)
    var memberships = try effects.take(direct, from: facts.id, isWakeable: isWakeable)
    memberships.way = reach.inheritedPath(from: facts.groups) ?? []
    var blocked = false
    if !isWakeable {
      for group in reach.targetGroups where !direct.contains(group) {
        let held = try effects.block(facts.id, effect: .removeFromGroup, group: group)
        blocked = blocked || held
      }
    }
    if let obstacle = memberships.obstacle { return ManualResult(obstacle) }
    return memberships.taken.isEmpty && !blocked
      ? alreadyDone("The user is not in the group.") : .done
  }

  func add(_ facts: UserFacts, to name: String) throws(StorageError) -> ManualResult {
    let all = groups.graph.groups(named: [name], in: nil)
    let own = all.filter { groups.graph.directory(of: $0) == facts.directory }
    guard let group = own.first ?? (all.count == 1 ? all[0] : nil) else {
      return .failed(
        .groupNotFound, "No group in reach of the user's directory has the name \"\(name)\".")
    }
    guard let directory = groups.editor(of: group) else { return readOnly }
    let applied = try directory.apply(.addMembership(group), to: facts.id, at: now, in: writer)
    if let failure = applied.notGiven { return failed(failure, applied) }
    let changed = applied == .changed
    _ = try writer.closeHolds(
      of: facts.id, effect: .removeFromGroup, group: group, because: changed ? .byHand : .seen,
      at: now)
    return changed ? .done : alreadyDone("The user is in the group already.")
  }

  /// Takes back every open hold, exactly; what cannot be given back from here stays held.
  func restore(_ facts: UserFacts) throws(StorageError) -> ManualResult {
    let holds = try writer.reader.openHolds(of: facts.id)
    guard !holds.isEmpty else {
      return .skipped(.nothingToRestore, "Nothing was taken that could be given back.")
    }
    var result = ManualResult.done
    for hold in holds {
      if let obstacle = try effects.giveBack(hold, to: facts, because: .restored) {
        result = ManualResult(obstacle)
      }
    }
    return result
  }

  private var readOnly: ManualResult {
    ManualResult(TakenMemberships.readOnly)
  }

  private func failed(_ failure: EffectFailure, _ applied: AppliedChange) -> ManualResult {
    if case .unclear = applied { return .failed(.stateUnclear, failure.message) }
    return ManualResult(Obstacle(failure))
  }

  private func alreadyDone(_ message: String) -> ManualResult {
    .skipped(.alreadyDone, message)
  }
}
