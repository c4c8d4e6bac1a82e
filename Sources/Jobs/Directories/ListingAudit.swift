package import Cleanup
package import Storage

/// What the audit gets of a listing beside the listing itself.
package enum ListingAudit {
  /// Writes that a listing came to hold runs, or let them go.
  package static func write(
    _ summary: ImportSummary, by caller: Caller, at now: Moment, in writer: TenantWriter
  ) throws(StorageError) {
    if let held = summary.held { try writer.audit(.runsHeld(held, by: caller)) }
    if let released = summary.released {
      try writer.audit(
        .runsReleased(released, because: "a whole listing came", by: caller, at: now))
    }
  }
}
