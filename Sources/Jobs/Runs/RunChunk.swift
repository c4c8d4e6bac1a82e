internal import Cleanup
internal import Directories
internal import Storage

/// A part of a run that is one transaction: outcomes, effects, holds and audit of some users.
struct RunChunk {
  /// What happens to the users of a chunk.
  enum Mode {
    /// Each is judged anew and acted on.
    case act(Evaluator, EffectWriter)
    /// Each is skipped for the same reason.
    case skip(OutcomeCode, message: String)
  }

  /// How often the source may undo an effect before it is left to a person.
  static let maxReversions = 2

  let writer: TenantWriter
  let run: Run
  let mode: Mode
  let part: RunPart
  let now: Moment
  private let audit: EffectAudit

  /// A chunk of a run, inside the transaction of the writer.
  init(
    writer: TenantWriter, run: Run, by starter: Caller?, mode: Mode, part: RunPart, now: Moment
  ) {
    self.writer = writer
    self.run = run
    self.mode = mode
    self.part = part
    self.now = now
    audit = EffectAudit(run, by: starter, at: now)
  }

  /// Settles candidates of the analysis, and adds their outcomes; effects happen in the transaction. Those
  /// for whom remote directories have to be changed first are left waiting.
  ///
  /// - Returns: how many are done.
  func settle(
    _ candidates: [RunCandidate], into outcomes: inout [Outcome], waiting: inout [WaitingUser]
  ) throws(StorageError) -> Int {
    var done = 0
    switch mode {
    case .skip(let code, let message):
      for candidate in candidates {
        outcomes.append(outcome(candidate, .skipped, code, message, candidate.lastActivity))
      }
    case .act(let evaluator, let effects):
      let mayReachOutside = effects.groups.hasRemoteEditors
      for index in candidates.indices {
        guard mayReachOutside else {
          let outcome = try settle(candidates[index], evaluator, effects)
          if outcome.result == .done { done += 1 }
          outcomes.append(outcome)
          continue
        }
        switch try meet(candidates[index], evaluator, effects) {
        case .done(let outcome):
          if outcome.result == .done { done += 1 }
          outcomes.append(outcome)
        case .wants(let wants):
          waiting.append(WaitingUser(user: candidates[index].user, wants: wants))
        }
      }
    }
    return done
  }

  /// Settles a candidate where directories are remote.
  private func meet(
    _ candidate: RunCandidate, _ evaluator: Evaluator, _ effects: EffectWriter
  ) throws(StorageError) -> Rehearsal<Outcome> {
    switch part {
    case .rehearsed:
      return try writer.rehearse { (ledger) throws(StorageError) in
        try settle(candidate, evaluator, effects.acting(through: ledger))
      }
    case .made(let ledger, let isRecovered):
      var outcome = try settle(candidate, evaluator, effects.acting(through: ledger))
      outcome.isRecovered = isRecovered
      return .done(outcome)
    }
  }

  private func settle(
    _ candidate: RunCandidate, _ evaluator: Evaluator, _ effects: EffectWriter
  ) throws(StorageError) -> Outcome {
    guard let facts = candidate.facts else {
      return outcome(
        candidate, .skipped, .vanished, "The user is gone from the directory.",
        candidate.lastActivity)
    }
    let verdict = evaluator.verdict(of: facts)
    guard verdict.reason.isCandidate else {
      return outcome(
        candidate, .skipped, .verdict(verdict.reason), verdict.explanation, verdict.lastActivity)
    }
    if let target = evaluator.target {
      return try take(from: facts, target, candidate, verdict, effects)
    }
    return try deactivate(facts, candidate, verdict, effects)
  }

  private func deactivate(
    _ facts: UserFacts, _ candidate: RunCandidate, _ verdict: Verdict, _ effects: EffectWriter
  ) throws(StorageError) -> Outcome {
    guard let directory = effects.groups.editor(of: facts) else {
      return outcome(candidate, TakenMemberships.readOnly, verdict)
    }
    if let obstacle = try reversion(of: facts, .deactivate, nil, effects.groups) {
      return outcome(candidate, obstacle, verdict)
    }
    let applied = try effects.deactivate(
      facts.id, in: directory, isWakeable: true, isHeld: candidate.hasOpenHolds)
    switch applied {
    case .unchanged:
      return outcome(
        candidate, .skipped, .alreadyDone, "Somebody else closed the account at the same moment.",
        verdict.lastActivity)
    case .changed:
      return try audited(
        outcome(candidate, .done, nil, verdict.observation, verdict.lastActivity))
    case .failed(let failure): return outcome(candidate, Obstacle(failure), verdict)
    case .unclear(let failure):
      return try audited(
        outcome(candidate, Obstacle(.stateUnclear, failure.message), verdict))
    }
  }

  private func take(
    from facts: UserFacts, _ target: GroupReach, _ candidate: RunCandidate, _ verdict: Verdict,
    _ effects: EffectWriter
  ) throws(StorageError) -> Outcome {
    let direct = target.targetGroups.filter(facts.groups.contains)
    for group in direct {
      if let obstacle = try reversion(of: facts, .removeFromGroup, group, effects.groups) {
        return outcome(candidate, obstacle, verdict)
      }
    }
    var memberships = try effects.take(
      direct, from: facts.id, isWakeable: true, isHeld: candidate.hasOpenHolds)
    memberships.way = verdict.groupPath
    let outcome =
      if let obstacle = memberships.obstacle {
        outcome(candidate, obstacle, verdict)
      } else {
        outcome(candidate, .done, nil, verdict.observation, verdict.lastActivity)
      }
    return memberships.taken.isEmpty ? outcome : try audited(outcome)
  }

  /// Why an effect is left to a person that a remote directory undid before; nil when it is not.
  private func reversion(
    of facts: UserFacts, _ effect: Effect, _ group: GroupID?, _ groups: TenantGroups
  ) throws(StorageError) -> Obstacle? {
    let directory = group.flatMap(groups.graph.directory(of:)) ?? facts.directory
    guard groups.isRemote(directory) else { return nil }
    let count = try writer.reader.reversions(of: facts.id, effect, group: group)
    guard count >= Self.maxReversions else { return nil }
    return Obstacle(
      .revertedAtSource,
      "Cleanup did this \(count) times, and each time it was undone in the directory without a login:"
        + " find out what does that there, or make an exception of the user.")
  }

  private func audited(_ outcome: Outcome) throws(StorageError) -> Outcome {
    try audit.write(outcome, in: writer)
    return outcome
  }

  private func outcome(
    _ candidate: RunCandidate, _ obstacle: Obstacle, _ verdict: Verdict
  ) -> Outcome {
    outcome(candidate, obstacle.result, obstacle.code, obstacle.message, verdict.lastActivity)
  }

  private func outcome(
    _ candidate: RunCandidate, _ result: Outcome.Result, _ code: OutcomeCode?, _ message: String,
    _ activity: LastActivity
  ) -> Outcome {
    Outcome(
      user: candidate.user, directory: candidate.directory, externalID: candidate.externalID,
      username: candidate.username, result: result, code: code, message: message,
      effect: run.effect, group: run.group, time: now, lastActivity: activity)
  }
}
