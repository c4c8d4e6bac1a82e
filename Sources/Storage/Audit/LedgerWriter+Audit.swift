package import Cleanup

extension LedgerWriter {
  /// Writes who changed what, in the transaction of the change.
  package func audit(_ event: AuditEvent) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO audit
        (time, token_id, token_name, role, address, action, subject, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, event.time.microseconds, event.caller?.tokenID, event.caller?.tokenName,
      event.caller?.role.rawValue, event.caller?.address, event.action, event.subject,
      event.before, event.after)
  }
}
