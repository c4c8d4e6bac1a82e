/// How a check of the whole audit ended.
package struct AuditProof: Hashable, Sendable {
  /// Events that hold, from the first.
  package var count: Int
  /// Where the events that hold end: what to note, and to give to the next check.
  package var head: AuditHead
  /// The first place that does not hold; nil when all do.
  package var firstBreak: AuditBreak?

  /// The end of a check.
  package init(count: Int, head: AuditHead, firstBreak: AuditBreak? = nil) {
    self.count = count
    self.head = head
    self.firstBreak = firstBreak
  }
}
