internal import Cleanup
internal import Jobs
internal import Messages
internal import RPC
internal import Storage

extension CleanupService {
  @Sendable
  func analyze(
    _ request: AnalyzeRequest, _ call: TenantCall, _ responses: Responses<AnalyzeEvent>
  ) async throws {
    let (events, continuation) = AsyncStream<Jobs.AnalysisProgress>.makeStream(
      bufferingPolicy: .bufferingNewest(1))
    let analyzer = Analyzer(call.database, clock: clock)
    let sync = DirectorySync(call.database, remotes: remotes, clock: clock)
    async let finished = finishing(continuation) { () async throws(Refusal) in
      // An analysis of another day judges by what is known of it, which no listing of today adds to.
      if request.asOf == nil, try await hasPolicy(call) {
        try await sync.syncAll(by: call.caller) { directory, _ in
          continuation.yield(
            Jobs.AnalysisProgress(directory: directory, evaluated: 0, users: 0))
        }
      }
      return try await analyzer.analyze(asOf: request.asOf, by: call.caller) {
        continuation.yield($0)
      }
    }
    for await event in events {
      try await responses.send(.progress(AnalyzeProgress(event)))
    }
    let made = try await finished
    try await responses.send(
      .analysis(AnalysisReport(analysis: made.analysis, safety: made.safety, held: made.held)))
  }

  /// Without one there is nothing to judge by, which the analysis says at once.
  private func hasPolicy(_ call: TenantCall) async throws(Refusal) -> Bool {
    try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in try reader.policy() != nil }
    }
  }

  @Sendable
  func listVerdicts(
    _ request: ListVerdictsRequest, _ call: TenantCall
  ) async throws(Refusal) -> ListVerdictsResponse {
    let analysis = try await analysis(request.analysisID, call)
    guard analysis.keepsVerdicts else {
      throw Refusal(
        .verdictsGone, "The verdicts of this analysis are no longer kept: take a newer one.")
    }
    let filter = VerdictFilter(
      isCandidate: request.decision.map { $0 == .candidate }, reason: request.reason,
      directory: request.directory.isEmpty ? nil : request.directory,
      text: request.text.isEmpty ? nil : request.text)
    let order: Storage.VerdictOrder = request.order == .username ? .username : .lastActivity
    let page = try PageRequest<VerdictCursor>(
      size: request.pageSize, token: request.pageToken,
      binding: [
        "verdicts", call.tenant.id.description, analysis.id, "\(filter)", "\(order)",
      ])
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        try reader.verdicts(
          ofAnalysis: analysis.id, filter, order: order, after: page.cursor, limit: page.size)
      }
    }
    return .with {
      $0.verdicts = found.items
      $0.nextPageToken = page.token(for: found.next)
      $0.analysisID = analysis.id
    }
  }

  @Sendable
  func explainUser(
    _ request: ExplainUserRequest, _ call: TenantCall
  ) async throws(Refusal) -> Explanation {
    let now = call.now
    return try await call.database.read(failingWith: Refusal.self) { (reader) throws(Refusal) in
      let policy = try attempt { () throws(StorageError) in try reader.policy() }
      guard let policy else {
        throw Refusal(.policyNotConfigured, "No policy is stored: configure one.")
      }
      let user = try UserFinder(reader).user(request.user)
      let found = try attempt { () throws(StorageError) in
        let evaluator = try Evaluator(
          policy.policy, at: now, graph: reader.groupGraph(), in: reader)
        return (evaluator, try reader.facts(of: user.id))
      }
      guard let facts = found.1 else {
        throw Refusal(
          .userNotFound,
          "\"\(request.user.label)\" is gone from its directory, so that nothing is judged: name a user"
            + " whom ListUsers shows.")
      }
      return Explanation(
        user: user, verdict: found.0.verdict(of: facts), rules: found.0.explanation(of: facts),
        policyRevision: policy.revision, moment: now, cutoff: found.0.cutoff,
        observation: found.0.observation(of: facts.directory))
    }
  }

  /// The analysis with an id, or the latest when the id is empty.
  private func analysis(_ id: String, _ call: TenantCall) async throws(Refusal) -> Analysis {
    let found = try await attempt { () async throws(StorageError) in
      try await call.database.read { (reader) throws(StorageError) in
        id.isEmpty ? try reader.latestAnalysis() : try reader.analysis(id)
      }
    }
    guard let found else {
      throw Refusal(.analysisNotFound, "There is no such analysis: analyze first.")
    }
    return found
  }
}

/// Ends a stream when the work behind it is over, however it ended.
private func finishing<Element, Value>(
  _ continuation: AsyncStream<Element>.Continuation,
  _ body: () async throws(Refusal) -> Value
) async throws(Refusal) -> Value {
  defer { continuation.finish() }
  return try await body()
}

extension AnalyzeProgress {
  /// The progress of an analysis on the wire.
  fileprivate init(_ progress: Jobs.AnalysisProgress) {
    self = .with {
      $0.directory = progress.directory
      $0.evaluatedCount = progress.evaluated
      $0.userCount = progress.users
    }
  }
}
