internal import Cleanup
internal import Synchronization

/// What one piece of work changes in remote directories.
///
/// A transaction cannot wait for a network. So the work runs twice: first it is rehearsed, in a transaction
/// that is rolled back, and the ledger notes what it wants changed. The changes are made outside of any
/// transaction, and then the work runs for good, with a ledger of what came of them.
package final class RemoteLedger: Sendable {
  private struct State {
    var wants = RemoteWants()
    var used: Set<RemoteEffect> = []
    var newcomer: UserID?
  }

  private let results: RemoteResults?
  /// Whether a change is noted that the last listing says was made already.
  let doubtsListing: Bool
  private let state = Mutex(State())

  /// A ledger that notes what is wanted; one that doubts the listing also what was so already when it was made.
  package init(doubtsListing: Bool = false) {
    results = nil
    self.doubtsListing = doubtsListing
  }

  /// A ledger of what came of it.
  package init(_ results: RemoteResults) {
    self.results = results
    doubtsListing = false
  }

  /// What was wanted in a rehearsal.
  package var wants: RemoteWants { state.withLock { $0.wants } }

  /// The changes of which it is known what came; none in a rehearsal.
  package var effects: [RemoteEffect] { results.map { Array($0.changes.keys) } ?? [] }

  /// Changes that were made, or may have been, and that the work no longer wanted.
  package var unused: [RemoteEffect] {
    let used = state.withLock { $0.used }
    return (results?.changes ?? [:]).compactMap { effect, result in
      switch result {
      case .changed, .unclear: return used.contains(effect) ? nil : effect
      // Nothing was done, or somebody else did it.
      case .failed, .unchanged: return nil
      }
    }
  }

  /// Whether it is known what came of a change of a user.
  func knows(
    _ change: DirectoryChange, of user: UserID, in directory: DirectoryID
  ) -> Bool {
    let effect = RemoteEffect(directory: directory, user: user, change: change)
    return results?.changes[effect] != nil
  }

  /// What came of a change of a user; nil in a rehearsal, where it is noted.
  func result(
    of change: DirectoryChange, to user: UserID, in directory: DirectoryID
  ) -> AppliedChange? {
    state.withLock { state in
      let effect = RemoteEffect(
        directory: directory, user: user == state.newcomer ? nil : user, change: change)
      guard let results else {
        if !state.wants.effects.contains(effect) { state.wants.effects.append(effect) }
        return nil
      }
      state.used.insert(effect)
      return results.changes[effect] ?? .failed(Self.changedMeanwhile)
    }
  }

  /// What came of a user who was to be created; nil in a rehearsal, where it is noted.
  func result(of creation: RemoteCreation) -> Result<String, EffectFailure>? {
    state.withLock { state in
      guard let results else {
        state.wants.creation = creation
        return nil
      }
      return results.creation ?? .failure(Self.changedMeanwhile)
    }
  }

  /// Notes the row of the user who was created.
  func created(_ row: UserID) {
    state.withLock { $0.newcomer = row }
  }

  private static let changedMeanwhile = EffectFailure(
    .changedSince, "The user was changed by somebody else at the same moment: try again.")
}
