/// An event as it stands in the audit.
package struct AuditRecord: Hashable, Sendable {
  /// Counts up from 1, without gaps.
  package var sequence: Int64
  /// What happened.
  package var event: AuditEvent
  /// Hash of the event and of all before it.
  package var hash: AuditHash

  /// An event in its place.
  package init(sequence: Int64, event: AuditEvent, hash: AuditHash) {
    self.sequence = sequence
    self.event = event
    self.hash = hash
  }
}
