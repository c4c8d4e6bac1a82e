package import Cleanup

extension LedgerReader {
  /// Events of the audit, oldest first, behind a sequence number (0 for the first page).
  package func auditEvents(
    after sequence: Int64, limit: Int
  ) throws(StorageError) -> Page<AuditEvent, Int64> {
    let found = try connection.all(
      """
      SELECT sequence, time, token_id, token_name, role, address, action, subject, before, after
      FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?
      """, sequence, limit + 1
    ) { row throws(StorageError) in
      var caller: Caller?
      if let tokenID: String = row[2] {
        caller = Caller(
          tokenID: tokenID, tokenName: row[3], role: try row.value(4), address: row[5])
      }
      let event = AuditEvent(
        time: row.moment(1), caller: caller, action: row[6], subject: row[7], before: row[8],
        after: row[9])
      return (sequence: row[0] as Int64, event: event)
    }
    let page = Page(found, limit: limit) { $0.sequence }
    return Page(items: page.items.map(\.event), next: page.next)
  }
}
