package import Cleanup

extension LedgerWriter {
  /// Writes who changed what, in the transaction of the change, behind all events before it.
  package func audit(_ event: AuditEvent) throws(StorageError) {
    try audit(event, of: event.subject)
  }

  /// Writes an event as one of another subject, for whoever writes many that differ by that alone: a copy
  /// for each would count references to all of its texts.
  package func audit(_ event: AuditEvent, of subject: String) throws(StorageError) {
    let chain = connection.auditChain
    let head = chain.head(behind: event, of: subject, after: try connection.auditHead())
    try connection.run(
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
    chain.head = head
  }
}
