internal import Cleanup
internal import Jobs
internal import Messages
internal import Storage

extension CleanupService {
  /// Outcomes that a watcher gets before it looks for news again.
  static let watchPageSize = 500

  @Sendable
  func run(_ request: RunRequest, _ call: TenantCall) async throws(Refusal) -> Run {
    let order = RunOrder(
      analysisID: request.analysisID, confirmedCandidates: request.confirmCandidateCount,
      overrideReason: request.overrideLimits)
    try Self.check(order, call.caller)
    let make = { () async throws(Refusal) -> Run in
      try await call.change(
        Methods.Cleanup.run, request, requestID: request.requestID,
        isRehearsal: request.isValidateOnly
      ) { (writer) throws(Refusal) in
        try RunStarter.start(order, by: call.caller, at: call.now, in: writer)
      }
    }
    return request.isValidateOnly ? try await make() : try await engine.start(in: call.lease, make)
  }

  @Sendable
  func watchRun(
    _ request: WatchRunRequest, _ call: TenantCall, _ responses: Responses<RunEvent>
  ) async throws {
    guard request.fromSequence >= 0 else {
      throw Refusal.invalid("from_sequence", "must not be negative")
    }
    var run = try await storedRun(request.runID, call)
    let news = try engine.watch(run.id, of: call.tenant.id)
    var iterator = news.makeAsyncIterator()
    var next = request.fromSequence
    while true {
      // Read after subscribing, so that no step falls between the two.
      run = try await storedRun(run.id, call)
      if next > 0 {
        next = try await sendOutcomes(of: run.id, from: next, call, responses)
      }
      if run.state != .running { break }
      try await responses.send(.progress(Messages.RunProgress(run)))
      guard await iterator.next() != nil else {
        run = try await storedRun(run.id, call)
        if run.state == .running { throw silence(in: call.tenant.id) }
        continue
      }
    }
    try await responses.send(.ended(run))
  }

  @Sendable
  func cancelRun(_ request: CancelRunRequest, _ call: TenantCall) async throws(Refusal) -> Run {
    let run = try await call.change(
      Methods.Cleanup.cancelRun, request, requestID: request.requestID
    ) { (writer) throws(Refusal) -> Run in
      let run = try attempt { () throws(StorageError) in try writer.reader.run(request.runID) }
      guard let run else { throw Self.runNotFound }
      guard run.state == .running else {
        throw Refusal(
          .runEnded,
          "The run has ended, so that nothing is left to cancel: take it back with UndoRun instead."
        )
      }
      return try attempt { () throws(StorageError) in
        guard
          try writer.requestCancel(ofRun: run.id, by: call.caller.tokenName, at: call.now)
        else { return run }
        let cancelled = try writer.reader.run(run.id) ?? run
        try writer.audit(.runCancelled(from: run, to: cancelled, by: call.caller, at: call.now))
        return cancelled
      }
    }
    if engine.obstacle(in: call.tenant.id) == nil { return run }
    // Nobody works on a run that was given up, so that it is taken up again, and ends if it can.
    return try await engine.start(in: call.lease) { () throws(Refusal) in run }
  }

  @Sendable
  func undoRun(_ request: UndoRunRequest, _ call: TenantCall) async throws(Refusal) -> Run {
    guard !request.runID.isEmpty else {
      throw Refusal.invalid("run_id", "name the run that is taken back")
    }
    let make = { () async throws(Refusal) -> Run in
      try await call.change(
        Methods.Cleanup.undoRun, request, requestID: request.requestID,
        isRehearsal: request.isValidateOnly
      ) { (writer) throws(Refusal) in
        try UndoStarter.start(undoing: request.runID, by: call.caller, at: call.now, in: writer)
      }
    }
    return request.isValidateOnly ? try await make() : try await engine.start(in: call.lease, make)
  }

  /// Why nobody tells any more how a run goes that is not over.
  private func silence(in tenant: TenantID) -> Refusal {
    guard let obstacle = engine.obstacle(in: tenant) else {
      return Refusal(
        .storageBusy,
        "The service is stopping, or the run was just taken up again: watch the run again later.")
    }
    return Refusal(
      Refusal(obstacle).reason,
      "The run cannot go on: \(obstacle.message). Cancel it to have it tried once more, or restore the"
        + " tenant from a backup.")
  }

  static var runNotFound: Refusal {
    Refusal(.runNotFound, "There is no such run: list the log.")
  }

  /// The run with an id, or the latest when the id is empty.
  func storedRun(_ id: String, _ call: TenantCall) async throws(Refusal) -> Run {
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        id.isEmpty ? try reader.latestRun() : try reader.run(id)
      }
    }
    guard let found else { throw Self.runNotFound }
    return found
  }

  private static func check(_ order: RunOrder, _ caller: Caller) throws(Refusal) {
    var violations: [FieldViolation] = []
    if order.analysisID.isEmpty {
      violations.append(
        FieldViolation(field: "analysis_id", description: "name the analysis that is confirmed"))
    }
    if !order.overrideReason.isEmpty,
      let problem = TextRule.violation(
        "override_limits", order.overrideReason, most: ManualAction.maxReasonBytes)
    {
      violations.append(problem)
    }
    guard violations.isEmpty else { throw Refusal.invalid(violations) }
    guard order.overrideReason.isEmpty || caller.role.covers(.admin) else {
      throw Refusal(.permissionDenied, "Overriding the safety limits takes the role admin.")
    }
  }

  /// Sends what is there, page by page; returns the first sequence number that is not yet sent.
  private func sendOutcomes(
    of runID: String, from first: Int64, _ call: TenantCall, _ responses: Responses<RunEvent>
  ) async throws -> Int64 {
    var next = first
    while true {
      let after = next - 1
      let page = try await attempt { () async throws(StorageError) in
        try await call.database.read { (reader) throws(StorageError) in
          try reader.outcomes(ofRun: runID, after: after, limit: Self.watchPageSize)
        }
      }
      for outcome in page.items {
        try await responses.send(.outcome(outcome))
        next = outcome.sequence + 1
      }
      if page.next == nil { return next }
    }
  }
}

extension Messages.RunProgress {
  /// How far a run is.
  fileprivate init(_ run: Run) {
    self = .with {
      $0.runID = run.id
      $0.candidateCount = run.candidates
      $0.counts = run.counts
    }
  }
}
