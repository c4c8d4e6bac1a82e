internal import Cleanup
internal import Directories
internal import Storage

/// Acts on the candidates of a run's analysis.
struct CleanupWork: RunWork {
  private let run: Run
  private let groups: TenantGroups
  private let part: RunPart
  private let isResumed: Bool
  private let now: Moment
  private let writer: TenantWriter
  private let candidates: RunCandidates
  /// Made when there is somebody to settle.
  private var chunk: RunChunk?
  private(set) var seats = SeatChanges()
  private(set) var waiting: [WaitingUser] = []

  init(
    _ run: Run, _ groups: TenantGroups, _ part: RunPart, isResumed: Bool, at now: Moment,
    in writer: TenantWriter
  ) throws(StorageError) {
    self.run = run
    self.groups = groups
    self.part = part
    self.isResumed = isResumed
    self.now = now
    self.writer = writer
    candidates = try RunCandidates(
      ofRun: run.id, directories: groups.settings, in: writer.reader)
  }

  mutating func settle(
    _ range: UserRange, limit: Int, into outcomes: inout [Outcome]
  ) throws(StorageError) -> UserID? {
    let block = try candidates.next(in: range, limit: limit)
    guard let last = block.last else { return nil }
    // Candidates hold a seat, and who could only be taken out of one of several groups keeps it.
    seats.freed += try currentChunk().settle(block, into: &outcomes, waiting: &waiting)
    return last.user
  }

  private mutating func currentChunk() throws(StorageError) -> RunChunk {
    if let chunk { return chunk }
    let made = RunChunk(
      writer: writer, run: run, by: try writer.reader.starter(ofRun: run.id), mode: try mode(),
      part: part, now: now)
    chunk = made
    return made
  }

  /// What the users of a chunk get. Administrators are protected anew for each: no effect of one
  /// chunk can change who they are, because only those behind them are ever touched.
  ///
  /// What was begun in a remote directory is brought to its end, whatever happened meanwhile.
  private func mode() throws(StorageError) -> RunChunk.Mode {
    if case .rehearsed = part, let skip = try skip() { return skip }
    let evaluator = try Evaluator(
      run.policy.policy, at: now, graph: groups.graph, in: writer.reader)
    let effects = EffectWriter(
      writer: writer, groups: groups, now: now, runID: run.id, name: "")
    return .act(evaluator, effects)
  }

  private func skip() throws(StorageError) -> RunChunk.Mode? {
    if !run.cancelledBy.isEmpty {
      return .skip(.cancelled, message: run.cancellation)
    }
    let end = run.startedAt.advanced(bySeconds: run.policy.policy.analysisTTLSeconds)
    if isResumed, now >= end {
      return .skip(.runExpired, message: "The run was interrupted for too long: analyze again.")
    }
    guard try writer.reader.policyRevision() == run.policy.revision else {
      return .skip(.policyChanged, message: "The policy changed while the run was at work.")
    }
    if let refusal = try writer.reader.heldListings().refusal {
      return .skip(.runsHeld, message: refusal)
    }
    return nil
  }
}

extension Run {
  /// What is said of users who were left when the run was cancelled.
  var cancellation: String { "The run was cancelled by \(cancelledBy)." }
}
