package import Cleanup

extension LedgerWriter {
  /// Writes who changed what, in the transaction of the change.
  package func audit(_ event: AuditEvent) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO audit
        (time, token_id, token_name, role, address, action, subject, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ) {
      $0.add(event.time.microseconds)
      $0.add(event.caller?.tokenID)
      $0.add(event.caller?.tokenName)
      $0.add(event.caller?.role.rawValue)
      $0.add(event.caller?.address)
      $0.add(event.action)
      $0.add(event.subject)
      $0.add(event.before)
      $0.add(event.after)
    }
  }
}
