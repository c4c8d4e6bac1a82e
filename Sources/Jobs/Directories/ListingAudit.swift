package import Cleanup
package import Storage

/// What the audit gets of a listing beside the listing itself.
package enum ListingAudit {
  /// Most effects undone at their source of which a listing's audit tells one by one.
  package static let maxReversions = 1000

  /// Writes what was undone at its source, and that a listing came to hold runs, or let them go.
  package static func write(
    _ summary: ImportSummary, by caller: Caller, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    if summary.reverted > 0 {
      for reversion in try writer.reader.reversions(seenAt: now, limit: maxReversions) {
        try writer.audit(.reverted(reversion, by: caller, at: now))
      }
    }
    if let held = summary.held { try writer.audit(.runsHeld(held, by: caller)) }
    if let released = summary.released {
      try writer.audit(
        .runsReleased(released, because: "a whole listing came", by: caller, at: now))
    }
  }
}
