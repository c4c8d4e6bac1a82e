internal import Cleanup
internal import Directories
internal import Storage

/// A part of a run that is one transaction: outcomes, effects, holds and audit of some users.
struct RunChunk {
  /// What happens to the users of a chunk.
  enum Mode {
    /// Each is judged anew and acted on.
    case act(Evaluator, DirectoryCatalog)
    /// Each is skipped for the same reason.
    case skip(OutcomeCode, message: String)
  }

  let writer: TenantWriter
  let run: Run
  let mode: Mode
  let now: Moment

  /// Settles one candidate of the analysis; effects happen in the transaction.
  func settle(_ candidate: UserVerdict) throws(StorageError) -> Outcome {
    switch mode {
    case .skip(let code, let message):
      return outcome(candidate, .skipped, code, message, candidate.verdict.lastActivity)
    case .act(let evaluator, let catalog):
      guard let facts = try writer.reader.facts(of: candidate.user) else {
        return outcome(
          candidate, .skipped, .vanished, "The user is gone from the directory.",
          candidate.verdict.lastActivity)
      }
      let verdict = evaluator.verdict(of: facts)
      guard verdict.reason.isCandidate else {
        return outcome(
          candidate, .skipped, .verdict(verdict.reason), verdict.explanation, verdict.lastActivity)
      }
      return try act(on: facts, candidate, verdict, evaluator, catalog)
    }
  }

  private func act(
    on facts: UserFacts, _ candidate: UserVerdict, _ verdict: Verdict, _ evaluator: Evaluator,
    _ catalog: DirectoryCatalog
  ) throws(StorageError) -> Outcome {
    let way = verdict.groupPath.joined(separator: " › ")
    guard verdict.isActionable else {
      return outcome(
        candidate, .manual, .inheritedMembership,
        "Only an inherited member (\(way)): change that group at its source.",
        verdict.lastActivity)
    }
    guard try apply(to: facts, evaluator, catalog) else {
      return outcome(
        candidate, .manual, .readOnlyDirectory,
        "The directory cannot be changed from here: change the user at its source.",
        verdict.lastActivity)
    }
    let done: Outcome
    if verdict.groupPath.isEmpty {
      done = outcome(candidate, .done, nil, "", verdict.lastActivity)
    } else {
      done = outcome(
        candidate, .manual, .inheritedMembership,
        "The direct membership was taken; the user is still a member through \(way).",
        verdict.lastActivity)
    }
    try writer.audit(.effect(done, by: nil, because: "run/\(run.id)"))
    return done
  }

  /// Applies the policy's action and opens the holds; false where the directory is read-only.
  private func apply(
    to facts: UserFacts, _ evaluator: Evaluator, _ catalog: DirectoryCatalog
  ) throws(StorageError) -> Bool {
    guard let target = evaluator.target else {
      guard let directory = catalog[facts.directory], directory.capabilities.deactivate else {
        return false
      }
      _ = try directory.apply(.deactivate, to: facts.id, at: now, in: writer)
      try open(hold(of: facts.id, .deactivate))
      return true
    }
    let groups = target.targetGroups.filter(facts.groups.contains)
    for group in groups {
      guard let owner = evaluator.directory(of: group), let directory = catalog[owner],
        directory.capabilities.editGroups
      else { return false }
      _ = try directory.apply(.removeMembership(group), to: facts.id, at: now, in: writer)
      try open(hold(of: facts.id, .removeFromGroup, group))
    }
    return true
  }

  private func hold(of user: UserID, _ effect: Effect, _ group: GroupID? = nil) -> Hold {
    Hold(
      id: Identifier.ordered(at: now), user: user, effect: effect, group: group,
      groupName: run.policy.policy.action.group ?? "", isWakeable: true, createdAt: now,
      runID: run.id)
  }

  /// A hold that is still open from before is settled by what was just seen: the user was back.
  private func open(_ hold: Hold) throws(StorageError) {
    _ = try writer.closeHolds(
      of: hold.user, effect: hold.effect, group: hold.group, because: .seen, at: now)
    try writer.openHold(hold)
  }

  private func outcome(
    _ candidate: UserVerdict, _ result: Outcome.Result, _ code: OutcomeCode?, _ message: String,
    _ activity: LastActivity
  ) -> Outcome {
    let action = run.policy.policy.action
    return Outcome(
      user: candidate.user, directory: candidate.directory, externalID: candidate.externalID,
      username: candidate.username, result: result, code: code, message: message,
      effect: action.effect, group: action.group ?? "", time: now, lastActivity: activity)
  }
}
