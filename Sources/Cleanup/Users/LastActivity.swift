/// What is known of somebody's last activity.
package enum LastActivity: Hashable, Sendable {
  /// No counted source says anything.
  case unknown
  /// A counted source says that there was none, and no other knows of any.
  case never
  /// There was some, and this signal says so. Its `time` is never nil.
  case known(ActivitySignal)

  /// The latest of the signals that count, at or before a moment.
  ///
  /// Signals after the moment are left out as if nothing were known of them: only the latest of each
  /// source is stored, so that what came before it cannot be known.
  package init(
    of signals: some Sequence<ActivitySignal>, counting kinds: Set<ActivityKind>,
    until moment: Moment
  ) {
    var best = LastActivity.unknown
    for signal in signals where kinds.contains(signal.kind) {
      guard let time = signal.time else {
        if best == .unknown { best = .never }
        continue
      }
      if time <= moment, best.certainUntil.map({ $0 < signal.certainUntil }) ?? true {
        best = .known(signal)
      }
    }
    self = best
  }

  /// The moment; nil for never and unknown.
  package var time: Moment? {
    if case .known(let signal) = self { return signal.time }
    return nil
  }

  /// Up to this moment the user may have been active, given the granularity of the source.
  package var certainUntil: Moment? {
    if case .known(let signal) = self { return signal.certainUntil }
    return nil
  }
}

extension ActivitySignal {
  /// The time plus the granularity of the source.
  fileprivate var certainUntil: Moment {
    (time ?? .earliest).advanced(bySeconds: granularitySeconds)
  }
}
