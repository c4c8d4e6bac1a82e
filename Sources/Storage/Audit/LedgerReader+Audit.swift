package import Cleanup

extension LedgerReader {
  /// Events of the audit, newest first, before a sequence number (nil for the first page).
  ///
  /// At most `lookedAt` events are looked at, so that a page may have fewer than `limit` and still be
  /// followed by another.
  package func auditEvents(
    _ filter: AuditFilter = AuditFilter(), before sequence: Int64? = nil, limit: Int,
    lookedAt: Int = AuditPages.maxLookedAt
  ) throws(StorageError) -> Page<AuditRecord, Int64> {
    let newest = sequence ?? .max
    let oldest = try connection.first(
      """
      SELECT min(sequence) FROM
        (SELECT sequence FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?)
      """, newest, lookedAt
    ) { $0[0] as Int64? }
    guard case let oldest?? = oldest else { return Page(items: [], next: nil) }
    let search = AuditSearch(filter, from: oldest, before: newest)
    let found = try connection.all(search.sql, values: search.values + [limit + 1]) {
      (row) throws(StorageError) in try AuditRow.record(row)
    }
    let page = Page(found, limit: limit) { $0.sequence }
    if page.next != nil { return page }
    return Page(items: page.items, next: oldest > 1 ? oldest : nil)
  }

  /// Where the chain ends, as the service keeps it; nil when that is lost.
  package func auditHead() throws(StorageError) -> AuditHead? {
    let found = try connection.first("SELECT sequence, hash FROM audit_head") {
      ($0[0] as Int64, AuditHash($0.bytes(1)))
    }
    guard case (let sequence, let hash?)? = found else { return nil }
    return AuditHead(sequence: sequence, hash: hash)
  }
}
