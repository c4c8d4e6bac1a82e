internal import Cleanup

extension Connection {
  /// Where the next event of the transaction is chained to.
  func auditHead() throws(StorageError) -> AuditHead {
    if let head = auditChain.head { return head }
    let stored = try first(
      """
      SELECT max(sequence, (SELECT ifnull(max(sequence), 0) FROM audit)), hash FROM audit_head
      """
    ) { ($0[0] as Int64, AuditHash($0.bytes(1))) }
    guard case (let sequence, let hash?)? = stored else { throw Self.headLost }
    let head = AuditHead(sequence: sequence, hash: hash)
    auditChain.begin(at: head)
    return head
  }

  /// Writes an event as one of a subject, behind all events before it.
  ///
  /// Here, and not where every writer gets it, so that it is compiled for what it works with.
  func appendAudit(_ event: AuditEvent, of subject: String) throws(StorageError) {
    let head = auditChain.head(behind: event, of: subject, after: try auditHead())
    try run(
      """
      INSERT INTO audit
        (sequence, time, token_id, token_name, role, address, action, subject, before, after, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) {
      $0.add(head.sequence)
      $0.add(event.time.microseconds)
      $0.add(event.caller?.tokenID)
      $0.add(event.caller?.tokenName)
      $0.add(event.caller?.role.rawValue)
      $0.add(event.caller?.address)
      $0.add(event.action)
      $0.add(subject)
      $0.add(event.before)
      $0.add(event.after)
      $0.add(head.hash)
    }
    auditChain.head = head
  }

  /// Stores how far the chain has come, before the transaction commits.
  ///
  /// The row tells when the newest events are missing, which those that are left cannot.
  func storeAuditHead() throws(StorageError) {
    guard let head = auditChain.unstored else { return }
    let count = try change(
      "UPDATE audit_head SET sequence = ?, hash = ?", head.sequence, head.hash)
    guard count == 1 else { throw Self.headLost }
  }

  private static let headLost = StorageError(
    .corrupt, "the database has lost where its audit ends; verify the audit")
}
