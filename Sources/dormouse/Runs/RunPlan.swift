internal import Cleanup
internal import Messages

/// What a run would do, as the person who confirms it sees it.
struct RunPlan: Hashable, Sendable {
  /// Id of the analysis.
  let analysisID: String
  /// Its candidates.
  let candidates: Int
  /// Users that were looked at; nil when it is not known.
  let lookedAt: Int?
  /// What is done.
  let action: CleanupAction

  /// What a run of an analysis would do.
  init(analysisID: String, candidates: Int, lookedAt: Int?, action: CleanupAction) {
    self.analysisID = analysisID
    self.candidates = candidates
    self.lookedAt = lookedAt
    self.action = action
  }

  /// Makes a new analysis and shows its counts, or counts the candidates of one that there is.
  init(analysis: String?, session: Session) async throws {
    guard let analysis else {
      let report = try await session.analyze()
      let counts = session.countLines(report).joined(separator: "\n")
      // Results alone belong on standard output; in a table the counts are one.
      if session.settings.output == .table {
        try session.console.print(counts)
      } else {
        session.console.note(counts)
      }
      self.init(
        analysisID: report.analysis.id, candidates: report.analysis.tally.candidates,
        lookedAt: report.safety.lookedAt, action: report.analysis.policy.policy.action)
      return
    }
    let policy = try await session.read(Methods.Cleanup.getPolicy, GetPolicyRequest()).value
    self.init(
      analysisID: analysis, candidates: try await Self.count(analysis, session), lookedAt: nil,
      action: policy.policy.action)
  }

  /// The question that the person answers.
  var question: String {
    let share =
      lookedAt.map { "\(Numbers.grouped(candidates)) of \(Numbers.count($0, "user"))" }
      ?? Numbers.count(candidates, "user")
    switch action {
    case .deactivate: return "Deactivate \(share)?"
    case .removeFromGroup(let group):
      return "Remove \(share) from \"\(TerminalText.escaped(group))\"?"
    }
  }

  /// The candidates of an analysis, page by page: the server keeps no count that could be asked for.
  private static func count(_ analysis: String, _ session: Session) async throws -> Int {
    var count = 0
    var request = ListVerdictsRequest.with {
      $0.analysisID = analysis
      $0.decision = .candidate
      $0.pageSize = PageOptions.mostPerPage
    }
    repeat {
      let page = try await session.read(Methods.Cleanup.listVerdicts, request).value
      count += page.verdicts.count
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return count
  }
}
