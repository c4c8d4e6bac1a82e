internal import Cleanup

/// The end of the audit's chain while a transaction appends to it: each event's hash needs the one before,
/// and reading that back for every user of a run would cost more than hashing.
///
/// Whoever uses it must have an access to the connection, of which there is one at a time.
final class AuditChain: Sendable {
  // Unsafe only by declaration: used within an access alone, as said above. Nil until the transaction
  // appends.
  nonisolated(unsafe) var head: AuditHead?
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var stored: AuditHead?
  // Unsafe only by declaration, for the same reason.
  private nonisolated(unsafe) var encoding = AuditEncoding()

  /// The end that the transaction's own end must store; nil when it appended nothing.
  var unstored: AuditHead? { head == stored ? nil : head }

  /// Begins or ends a transaction: the end of the chain is read anew by the next that appends.
  func forget() {
    head = nil
    stored = nil
  }

  /// Takes over the end of the chain as it is stored.
  func begin(at head: AuditHead) {
    self.head = head
    stored = head
  }

  /// The end of the chain behind one more event, whose own subject is not looked at.
  func head(
    behind event: AuditEvent, of subject: String, after last: AuditHead
  ) -> AuditHead {
    let sequence = last.sequence + 1
    let caller = event.caller
    let hash = encoding.hash(sequence: sequence, time: event.time.microseconds, after: last.hash) {
      $0.add(caller?.tokenID)
      $0.add(caller?.tokenName)
      $0.add(caller?.role.rawValue)
      $0.add(caller?.address)
      $0.add(event.action)
      $0.add(subject)
      $0.add(event.before)
      $0.add(event.after)
    }
    return AuditHead(sequence: sequence, hash: hash)
  }
}
