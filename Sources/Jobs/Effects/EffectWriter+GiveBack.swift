internal import Cleanup
internal import Directories
internal import Storage

extension EffectWriter {
  /// Brings back the state before an open hold and closes it; what stands in the way, nil for nothing.
  ///
  /// The user's grace begins anew with it.
  func giveBack(
    _ hold: Hold, to facts: UserFacts, because end: HoldEnd
  ) throws(StorageError) -> Obstacle? {
    if let group = hold.group {
      guard groups.graph.directory(of: group) != nil else {
        return Obstacle(
          .groupNotFound, "The group \"\(hold.groupName)\" is gone: make it again, then restore.")
      }
      guard let directory = groups.editor(of: group) else { return TakenMemberships.readOnly }
      if let failure = try directory.apply(
        .addMembership(group), to: facts.id, at: now, in: writer
      ).notGiven {
        return Obstacle(failure)
      }
    } else {
      guard let directory = groups.editor(of: facts) else { return TakenMemberships.readOnly }
      if let failure = try directory.apply(.reactivate, to: facts.id, at: now, in: writer).notGiven
      {
        return Obstacle(failure)
      }
    }
    _ = try writer.closeHold(hold.id, because: end, at: now)
    return nil
  }
}
