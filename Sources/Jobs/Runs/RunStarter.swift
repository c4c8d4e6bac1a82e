package import Cleanup
package import Storage

/// Checks an order and makes the run, all in the caller's transaction.
package enum RunStarter {
  /// For this long what was cleaned counts against the safety limits, in seconds.
  package static let limitWindowSeconds: Int64 = 86_400

  /// Makes the run of a confirmed analysis. Nobody is touched before everything was checked.
  package static func start(
    _ order: RunOrder, trigger: Run.Trigger = .manual, by caller: Caller, at now: Moment,
    in writer: TenantWriter
  ) throws(Refusal) -> Run {
    let analysis = try analysis(order, at: now, in: writer.reader)
    let state = try attempt { () throws(StorageError) in
      (running: try writer.reader.runningRun(), held: try writer.reader.heldListings())
    }
    if state.running != nil {
      throw Refusal(.runInProgress, "A run is at work: wait for its end, or cancel it.")
    }
    if let refusal = state.held.refusal {
      throw Refusal(.runsHeld, "Nobody was touched. \(refusal)")
    }
    let check = try attempt { () throws(StorageError) in
      try safetyCheck(of: analysis, at: now, in: writer.reader)
    }
    if let refusal = check.refusal, order.overrideReason.isEmpty {
      throw Refusal(.safetyLimitExceeded, "Nobody was touched: \(refusal).")
    }
    let run = Run(
      id: Identifier.ordered(at: now), trigger: trigger, startedBy: caller.tokenName,
      startedAt: now,
      analysisID: analysis.id, policy: analysis.policy, candidates: analysis.tally.candidates,
      overrideReason: order.overrideReason)
    return try attempt { () throws(StorageError) in
      try writer.createRun(run, by: caller)
      try writer.audit(.runStarted(run, by: caller))
      return run
    }
  }

  /// What the safety limits say to a run of an analysis now.
  package static func safetyCheck(
    of analysis: Analysis, at now: Moment, in reader: TenantReader
  ) throws(StorageError) -> SafetyCheck {
    let cleaned = try reader.recentlyCleaned(
      since: now.advanced(bySeconds: -limitWindowSeconds), outside: analysis.id)
    return SafetyCheck(
      actionable: analysis.tally.actionable, lookedAt: analysis.tally.lookedAt,
      recentlyCleaned: cleaned.done, stillCleaned: cleaned.stillHeld,
      limits: analysis.policy.policy.safetyLimits)
  }

  private static func analysis(
    _ order: RunOrder, at now: Moment, in reader: TenantReader
  ) throws(Refusal) -> Analysis {
    let found = try attempt { () throws(StorageError) in
      (analysis: try reader.analysis(order.analysisID), policy: try reader.policy())
    }
    guard let analysis = found.analysis else {
      throw Refusal(.analysisNotFound, "No analysis has this id: analyze, and confirm that one.")
    }
    guard let expiresAt = analysis.expiresAt else {
      throw Refusal(
        .analysisNotRunnable,
        "The analysis judged as of another moment and cannot be run: analyze as of now.")
    }
    guard analysis.policy.revision == found.policy?.revision else {
      throw Refusal(
        .analysisStale, "The policy changed since the analysis was made: analyze again.")
    }
    guard now < expiresAt, analysis.keepsVerdicts else {
      throw Refusal(.analysisStale, "The analysis is too old to be run: analyze again.")
    }
    guard analysis.tally.candidates == order.confirmedCandidates else {
      throw Refusal(
        .candidateCountMismatch,
        "The analysis has \(analysis.tally.candidates) candidates, not the confirmed"
          + " \(order.confirmedCandidates): look at it again and confirm its own count.")
    }
    return analysis
  }
}
