internal import Cleanup
internal import Messages

/// Follows a run to its end, over lost connections too.
struct RunWatcher {
  /// How often the stream is begun without a single event, before the watcher gives up. The
  /// client repeats a call that got no answer at all by itself.
  private static let mostFruitless = 3

  let session: Session

  /// Waits for the end of a run and returns it; an empty id means the latest.
  ///
  /// Outcomes from the given sequence number on go to `body`; 0 means none of them.
  func watch(
    _ id: String, from sequence: Int64 = 0, _ body: (Outcome) throws -> Void = { _ in }
  ) async throws -> Run {
    var bar = ProgressBar("Running", console: session.console)
    var request = WatchRunRequest.with {
      $0.runID = id
      $0.fromSequence = sequence
    }
    var losses = 0
    while true {
      do {
        if let run = try await follow(&request, &bar, &losses, body) { return run }
        losses += 1
      } catch let error as CommandError where error.status == .unreachable && !error.isTimedOut {
        losses += 1
        guard losses < Self.mostFruitless else { throw error }
      }
      guard losses < Self.mostFruitless else {
        throw CommandError(
          .failed, "The server stopped telling of the run; see \"dormouse log \(request.runID)\".")
      }
    }
  }

  /// The run if it ended before the stream did; the request goes on behind what was seen.
  private func follow(
    _ request: inout WatchRunRequest, _ bar: inout ProgressBar, _ losses: inout Int,
    _ body: (Outcome) throws -> Void
  ) async throws -> Run? {
    var next = request
    var ended: Run?
    defer { request = next }
    try await session.follow(Methods.Cleanup.watchRun, request) { event in
      losses = 0
      switch event.value {
      case .outcome(let outcome):
        try body(outcome)
        next.fromSequence = outcome.sequence + 1
      case .progress(let progress):
        next.runID = progress.runID
        bar.update(progress.counts.total, of: progress.candidateCount)
      case .ended(let run): ended = run
      }
    }
    return ended
  }
}
