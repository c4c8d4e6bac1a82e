internal import Cleanup
internal import Glibc
internal import ImportFiles
internal import Storage
internal import Synchronization

/// The log file of a run that is at work, written while the next users are settled, so that the run
/// does not wait for it at its end.
///
/// It counts for nothing before it is whole. Whatever goes wrong with it, or is missing because
/// another process began the run, the file is then made from the database.
final class RunLogDraft: Sendable {
  private enum State: ~Copyable {
    case unopened
    case open(LogDescriptor, outcomes: Int64)
    case ended
  }

  private let log: RunLog
  private let run: Run
  private let state = Mutex<State>(.unopened)

  /// The draft of a run that has no outcome yet.
  init(_ log: RunLog, of run: Run) {
    self.log = log
    self.run = run
  }

  /// Writes outcomes that are stored, in their order. Blocks.
  func append(_ outcomes: [Outcome]) {
    guard let first = outcomes.first, let last = outcomes.last else { return }
    state.withLock { state in
      switch consume state {
      case .ended: state = .ended
      case .unopened: state = begin(outcomes, first, last)
      case .open(let file, let count):
        // They came before, when the step behind them failed.
        if last.sequence <= count {
          state = .open(file, outcomes: count)
        } else if first.sequence == count + 1, file.write(Self.bytes(of: outcomes)) {
          state = .open(file, outcomes: last.sequence)
        } else {
          state = abandoned()
        }
      }
    }
  }

  /// Makes the draft the log file of the run, which has ended. Blocks.
  ///
  /// - Returns: false when the draft does not tell everything.
  func finish(_ ended: Run) -> Bool {
    state.withLock { state in
      let line = RunSummaryLine.bytes(of: ended)
      guard case .open(let file, let count) = consume state, count == Int64(ended.counts.total),
        line.count == RunSummaryLine.width(of: run), file.write(line, at: 0), file.synchronize(),
        rename(log.draftPath(of: run), log.path(of: run)) == 0
      else {
        state = abandoned()
        return false
      }
      state = .ended
      return true
    }
  }

  private func begin(_ outcomes: [Outcome], _ first: Outcome, _ last: Outcome) -> State {
    let room = [UInt8](repeating: UInt8(ascii: " "), count: RunSummaryLine.width(of: run))
    guard first.sequence == 1, log.makeFolder(),
      let file = LogDescriptor(creating: log.draftPath(of: run)),
      file.write(room), file.write(Self.bytes(of: outcomes))
    else { return abandoned() }
    return .open(file, outcomes: last.sequence)
  }

  /// Gives the room back that the file from the database may need.
  private func abandoned() -> State {
    _ = unlink(log.draftPath(of: run))
    return .ended
  }

  private static func bytes(of outcomes: [Outcome]) -> [UInt8] {
    OutcomeTable(format: .jsonLines).bytes(of: outcomes)
  }
}
