/// The first place at which the chain of the audit does not hold.
package struct AuditBreak: Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable, CaseIterable {
    /// An event is not what was written there: changed, exchanged, or put in.
    case changed
    /// Events are missing between others.
    case missing
    /// The newest events are missing.
    case truncated
    /// There are events that the service did not write.
    case added
    /// The whole chain was made anew: it ends in another hash than the service kept.
    case remade
    /// What the service kept of the end is gone or cannot be read.
    case headLost
    /// The chain does not go through the head that was noted.
    case notExpected
  }

  /// Sequence number of the first event that is wrong or missing.
  package var sequence: Int64
  /// What is wrong.
  package var kind: Kind
  /// One sentence for people.
  package var message: String

  /// A break of the chain.
  package init(sequence: Int64, kind: Kind, message: String) {
    self.sequence = sequence
    self.kind = kind
    self.message = message
  }
}
