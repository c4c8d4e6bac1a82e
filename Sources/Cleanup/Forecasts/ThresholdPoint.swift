/// What a threshold would free.
package struct ThresholdPoint: Hashable, Sendable {
  /// Days without activity.
  package var inactiveAfterDays: Int
  /// Candidates with this threshold and everything else as in the policy.
  package var candidates: Int
  /// Seats that a run would free: those among them that it can act on.
  package var freedSeats: Int

  /// A threshold that frees nothing unless told otherwise.
  package init(inactiveAfterDays: Int, candidates: Int = 0, freedSeats: Int = 0) {
    self.inactiveAfterDays = inactiveAfterDays
    self.candidates = candidates
    self.freedSeats = freedSeats
  }
}
