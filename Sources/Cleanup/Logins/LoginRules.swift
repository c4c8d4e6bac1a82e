/// What decides whether a login takes something back.
package enum LoginRules {
  /// How far in the future the time of a login may lie, in seconds: clocks differ.
  package static let clockSkewSeconds: Int64 = 60

  /// Whether a login wakes from a hold, which somebody did at `createdAt`.
  ///
  /// A login that was before the effect was known when the effect was decided, or is too old to say
  /// anything of now; one from the middle of the run may have come too late to be known. `time` is
  /// nil for a login of this moment.
  package static func wakes(_ time: Moment?, from hold: Hold, runStartedAt: Moment?) -> Bool {
    guard hold.isWakeable else { return false }
    guard let time else { return true }
    return time >= min(hold.createdAt, runStartedAt ?? hold.createdAt)
  }
}
