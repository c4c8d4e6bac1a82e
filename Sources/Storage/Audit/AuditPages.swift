/// How much of the audit is read for a page of it.
package enum AuditPages {
  /// Events that are looked at for one page, so that a filter that hardly any event passes holds nobody
  /// up for long.
  package static let maxLookedAt = 50_000
}
