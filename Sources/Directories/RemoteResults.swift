/// What came of what a piece of work wanted changed in remote directories.
package struct RemoteResults: Sendable {
  /// The id that the directory gave to the user who was to be created, or why there is none.
  package var creation: Result<String, EffectFailure>?
  /// What came of each change.
  package var changes: [RemoteEffect: AppliedChange]

  /// Results of changes.
  package init(_ changes: [RemoteEffect: AppliedChange] = [:]) {
    self.changes = changes
  }

  /// Whether a change was certainly not made because its directory was not reached.
  package func isUnreached(_ effect: RemoteEffect) -> Bool {
    guard case .failed(let failure)? = changes[effect] else { return false }
    return failure.mayPass
  }
}
