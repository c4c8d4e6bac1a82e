internal import Cleanup
internal import Directories
internal import Storage

/// Changes users in their directories and keeps what is needed to take it back, for runs and for
/// persons alike.
///
/// Effect and hold stand in the transaction of the writer, so that neither is ever without the other.
struct EffectWriter {
  let writer: TenantWriter
  private(set) var groups: TenantGroups
  let now: Moment
  /// The run that acts; empty for a person.
  let runID: String
  /// Name of the token of the person who acts; empty for a run.
  let name: String
  private let ids: IdentifierSequence

  /// A writer inside one transaction.
  init(writer: TenantWriter, groups: TenantGroups, now: Moment, runID: String, name: String) {
    self.writer = writer
    self.groups = groups
    self.now = now
    self.runID = runID
    self.name = name
    ids = IdentifierSequence(at: now)
  }

  /// The same, where remote directories are changed by way of a ledger.
  func acting(through ledger: RemoteLedger) -> EffectWriter {
    var writer = self
    writer.groups = groups.acting(through: ledger)
    return writer
  }

  /// Closes an account and keeps a hold, unless it was closed already.
  ///
  /// `isHeld` is false where it is known that nothing is held of the user.
  func deactivate(
    _ user: UserID, in directory: any Directory, isWakeable: Bool, isHeld: Bool = true
  ) throws(StorageError) -> AppliedChange {
    let applied = try directory.apply(.deactivate, to: user, at: now, in: writer)
    switch applied {
    case .unchanged, .failed: break
    case .changed, .unclear:
      try open(hold(user, .deactivate, isWakeable: isWakeable), isHeld: isHeld)
    }
    return applied
  }

  /// Takes direct memberships where a directory lets them be taken, and keeps a hold of each.
  ///
  /// `isHeld` is false where it is known that nothing is held of the user.
  func take(
    _ wanted: [GroupID], from user: UserID, isWakeable: Bool, isHeld: Bool = true
  ) throws(StorageError) -> TakenMemberships {
    var memberships = TakenMemberships()
    for group in wanted {
      guard let directory = groups.editor(of: group) else {
        memberships.left.append(group)
        continue
      }
      switch try directory.apply(.removeMembership(group), to: user, at: now, in: writer) {
      case .changed: memberships.taken.append(group)
      case .unchanged:
        // Somebody else took it at the same moment, and it is theirs to give back.
        memberships.isGoneAlready = true
        continue
      case .unclear(let failure):
        memberships.taken.append(group)
        memberships.failure = EffectFailure(.stateUnclear, failure.message)
      case .failed(let failure):
        memberships.failure = failure
        continue
      }
      try open(hold(user, .removeFromGroup, group, isWakeable: isWakeable), isHeld: isHeld)
    }
    return memberships
  }

  /// Makes a person's block of wakeable holds, so that no login gives back what they keep.
  ///
  /// A hold stays behind in each one's place, so that a person can still restore it.
  ///
  /// - Returns: false when no such hold was wakeable.
  func block(
    _ user: UserID, effect: Effect? = nil, group: GroupID? = nil
  ) throws(StorageError) -> Bool {
    let voided = try writer.closeHolds(
      of: user, effect: effect, group: group, wakeableOnly: true, because: .blocked, at: now)
    for old in voided {
      try writer.openHold(hold(user, old.effect, old.group, isWakeable: false), by: name)
    }
    return !voided.isEmpty
  }

  /// A hold that is still open from before is settled by what was just seen: the user was back.
  private func open(_ hold: Hold, isHeld: Bool) throws(StorageError) {
    if isHeld {
      _ = try writer.closeHolds(
        of: hold.user, effect: hold.effect, group: hold.group, because: .seen, at: now)
    }
    try writer.openHold(hold, by: name)
  }

  private func hold(
    _ user: UserID, _ effect: Effect, _ group: GroupID? = nil, isWakeable: Bool
  ) -> Hold {
    Hold(
      id: ids.next(), user: user, effect: effect, group: group,
      groupName: group.map(groups.graph.name(of:)) ?? "", isWakeable: isWakeable, createdAt: now,
      runID: runID)
  }
}
