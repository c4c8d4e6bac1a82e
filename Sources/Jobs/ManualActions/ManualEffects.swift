internal import Cleanup
internal import Directories
internal import Storage

/// The effects of manual actions on one user, with their holds.
struct ManualEffects {
  let writer: TenantWriter
  let now: Moment
  let scene: ManualActionScene

  func deactivate(_ facts: UserFacts, isWakeable: Bool) throws(StorageError) -> ManualResult {
    guard let directory = scene.catalog[facts.directory], directory.capabilities.deactivate else {
      return readOnly
    }
    let changed = try directory.apply(.deactivate, to: facts.id, at: now, in: writer)
    // A person's block takes the place of what cleanup did, so that no login wakes the user.
    let voided = try writer.closeHolds(
      of: facts.id, effect: .deactivate, wakeableOnly: !changed,
      because: changed ? .seen : .blocked,
      at: now)
    guard changed || !voided.isEmpty else { return alreadyDone("The account is closed already.") }
    try writer.openHold(hold(facts.id, .deactivate, isWakeable: isWakeable))
    return .done
  }

  func reactivate(_ facts: UserFacts) throws(StorageError) -> ManualResult {
    guard let directory = scene.catalog[facts.directory], directory.capabilities.deactivate else {
      return readOnly
    }
    guard try directory.apply(.reactivate, to: facts.id, at: now, in: writer) else {
      return alreadyDone("The account is open already.")
    }
    _ = try writer.closeHolds(of: facts.id, effect: .deactivate, because: .byHand, at: now)
    return .done
  }

  func remove(
    _ facts: UserFacts, from name: String, isWakeable: Bool
  ) throws(StorageError) -> ManualResult {
    let reach = scene.graph.reach(to: [name], in: nil)
    let inherited = reach.inheritedPath(from: facts.groups)?.joined(separator: " › ")
    let groups = reach.targetGroups.filter(facts.groups.contains)
    guard !groups.isEmpty else {
      guard let inherited else { return alreadyDone("The user is not in the group.") }
      return .manual(
        .inheritedMembership,
        "Only an inherited member (\(inherited)): change that group at its source.")
    }
    for group in groups {
      guard let directory = editor(of: group) else { return readOnly }
      _ = try directory.apply(.removeMembership(group), to: facts.id, at: now, in: writer)
      _ = try writer.closeHolds(
        of: facts.id, effect: .removeFromGroup, group: group, because: .seen, at: now)
      try writer.openHold(
        hold(facts.id, .removeFromGroup, group: group, name, isWakeable: isWakeable))
    }
    guard let inherited else { return .done }
    return .manual(
      .inheritedMembership,
      "The direct membership was taken; the user is still a member through \(inherited).")
  }

  func add(_ facts: UserFacts, to name: String) throws(StorageError) -> ManualResult {
    let all = scene.graph.groups(named: [name], in: nil)
    let own = all.filter { scene.graph.directory(of: $0) == facts.directory }
    guard let group = own.first ?? (all.count == 1 ? all[0] : nil) else {
      return .failed(
        .groupNotFound, "No group in reach of the user's directory has the name \"\(name)\".")
    }
    return try join(facts.id, group, because: .byHand)
      ? .done : alreadyDone("The user is in the group already.")
  }

  /// Takes back every open hold, exactly.
  func restore(_ facts: UserFacts) throws(StorageError) -> ManualResult {
    let holds = try writer.reader.openHolds(of: facts.id)
    guard !holds.isEmpty else {
      return .skipped(.nothingToRestore, "Nothing was taken that could be given back.")
    }
    for hold in holds {
      if let group = hold.group {
        guard editor(of: group) != nil else { return readOnly }
        _ = try join(facts.id, group, because: .restored)
      } else {
        guard let directory = scene.catalog[facts.directory] else { return readOnly }
        _ = try directory.apply(.reactivate, to: facts.id, at: now, in: writer)
      }
      _ = try writer.closeHold(hold.id, because: .restored, at: now)
    }
    return .done
  }

  private func join(
    _ user: UserID, _ group: GroupID, because end: HoldEnd
  ) throws(StorageError) -> Bool {
    guard let directory = editor(of: group) else { return false }
    let changed = try directory.apply(.addMembership(group), to: user, at: now, in: writer)
    _ = try writer.closeHolds(
      of: user, effect: .removeFromGroup, group: group, because: end, at: now)
    return changed
  }

  /// The directory that can change a group; nil when none can.
  private func editor(of group: GroupID) -> (any Directory)? {
    scene.graph.directory(of: group).flatMap { scene.catalog[$0] }
      .flatMap { $0.capabilities.editGroups ? $0 : nil }
  }

  private func hold(
    _ user: UserID, _ effect: Effect, group: GroupID? = nil, _ groupName: String = "",
    isWakeable: Bool
  ) -> Hold {
    Hold(
      id: Identifier.ordered(at: now), user: user, effect: effect, group: group,
      groupName: groupName, isWakeable: isWakeable, createdAt: now)
  }

  private var readOnly: ManualResult {
    .manual(
      .readOnlyDirectory,
      "The directory cannot be changed from here: change the user at its source.")
  }

  private func alreadyDone(_ message: String) -> ManualResult {
    .skipped(.alreadyDone, message)
  }
}
