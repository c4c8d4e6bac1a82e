package import Cleanup

extension LedgerWriter {
  /// Writes who changed what, in the transaction of the change, behind all events before it.
  package func audit(_ event: AuditEvent) throws(StorageError) {
    try audit(event, of: event.subject)
  }

  /// Writes an event as one of another subject, for whoever writes many that differ by that alone: a copy
  /// for each would count references to all of its texts.
  package func audit(_ event: AuditEvent, of subject: String) throws(StorageError) {
    try connection.appendAudit(event, of: subject)
  }
}
