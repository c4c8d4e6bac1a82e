/// Where the chain of the audit ends: whoever notes it can tell later that nothing before it changed.
package struct AuditHead: Hashable, Sendable {
  /// Sequence number of the last event; 0 when there is none.
  package var sequence: Int64
  /// Its hash.
  package var hash: AuditHash

  /// The end of a chain.
  package init(sequence: Int64, hash: AuditHash) {
    self.sequence = sequence
    self.hash = hash
  }

  /// The end of a chain without events.
  package static let beginning = AuditHead(sequence: 0, hash: .beginning)
}
