/// What came of a change of one user.
package enum AppliedChange: Hashable, Sendable {
  /// The user was brought to the state.
  case changed
  /// The user was in that state already.
  case unchanged
  /// The user is as before.
  case failed(EffectFailure)
  /// Nobody can say: a remote directory was told, and could not be asked since. What is kept here says that
  /// it was done, so that it can be given back.
  case unclear(EffectFailure)

  /// Why something that was to be given was not, as far as is known; nil where it was.
  package var notGiven: EffectFailure? {
    switch self {
    case .changed, .unchanged: nil
    case .failed(let failure), .unclear(let failure): failure
    }
  }
}
