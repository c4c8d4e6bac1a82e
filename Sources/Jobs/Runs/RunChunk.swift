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

  let writer: TenantWriter
  let run: Run
  let mode: Mode
  let now: Moment
  private let audit: EffectAudit

  /// A chunk of a run, inside the transaction of the writer.
  init(writer: TenantWriter, run: Run, by starter: Caller?, mode: Mode, now: Moment) {
    self.writer = writer
    self.run = run
    self.mode = mode
    self.now = now
    audit = EffectAudit(run, by: starter, at: now)
  }

  /// Settles candidates of the analysis, and adds their outcomes; effects happen in the transaction.
  ///
  /// - Returns: how many are done.
  func settle(
    _ candidates: [RunCandidate], into outcomes: inout [Outcome]
  ) throws(StorageError) -> Int {
    var done = 0
    switch mode {
    case .skip(let code, let message):
      for candidate in candidates {
        outcomes.append(outcome(candidate, .skipped, code, message, candidate.lastActivity))
      }
    case .act(let evaluator, let effects):
      for index in candidates.indices {
        let outcome = try settle(candidates[index], evaluator, effects)
        if outcome.result == .done { done += 1 }
        outcomes.append(outcome)
      }
    }
    return done
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
      let obstacle = TakenMemberships.readOnly
      return outcome(
        candidate, .manual, obstacle.code, obstacle.message, verdict.lastActivity)
    }
    _ = try effects.deactivate(
      facts.id, in: directory, isWakeable: true, isHeld: candidate.hasOpenHolds)
    return try audited(
      outcome(candidate, .done, nil, verdict.observation, verdict.lastActivity))
  }

  private func take(
    from facts: UserFacts, _ target: GroupReach, _ candidate: RunCandidate, _ verdict: Verdict,
    _ effects: EffectWriter
  ) throws(StorageError) -> Outcome {
    let direct = target.targetGroups.filter(facts.groups.contains)
    var memberships = try effects.take(
      direct, from: facts.id, isWakeable: true, isHeld: candidate.hasOpenHolds)
    memberships.way = verdict.groupPath
    let outcome =
      if let obstacle = memberships.manual {
        outcome(candidate, .manual, obstacle.code, obstacle.message, verdict.lastActivity)
      } else {
        outcome(candidate, .done, nil, verdict.observation, verdict.lastActivity)
      }
    return memberships.taken.isEmpty ? outcome : try audited(outcome)
  }

  private func audited(_ outcome: Outcome) throws(StorageError) -> Outcome {
    try audit.write(outcome, in: writer)
    return outcome
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
