/// The latest signal of one kind from one source about one user.
package struct ActivitySignal: Hashable, Sendable {
  /// Kind of the signal.
  package var kind: ActivityKind
  /// Who reported it: a directory's name, or a token's.
  package var source: String
  /// The moment; nil means that this source says *never*.
  package var time: Moment?
  /// How much later than `time` the user may have been active without the source saying so.
  package var granularitySeconds: Int64

  /// A signal, exact unless told otherwise.
  package init(kind: ActivityKind, source: String, time: Moment?, granularitySeconds: Int64 = 0) {
    self.kind = kind
    self.source = source
    self.time = time
    self.granularitySeconds = granularitySeconds
  }
}
