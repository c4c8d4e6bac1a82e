internal import Cleanup

/// Judges a complete listing in the transaction that makes it visible.
///
/// It is compared with the last good one, and with the users whom the directory showed then. A broken
/// one holds runs until a good one comes or somebody takes it for good.
struct ListingGate {
  private let writer: TenantWriter
  private let directory: DirectoryID
  /// Whether logins are observed, so that a listing without any has lost none.
  private let isObserved: Bool
  /// The listing that holds runs so far.
  private let held: HeldListing?
  /// What the last good listing had; nil before the first import.
  private let good: ListingFigures?

  /// A gate before a listing becomes visible.
  init(_ writer: TenantWriter, directory: DirectoryID) throws(StorageError) {
    self.writer = writer
    self.directory = directory
    isObserved = try writer.reader.directory(directory)?.activitySource == .observed
    held = try writer.reader.heldListing(of: directory)
    // Users who came since by other ways belong to the last good state, unless it is no good one.
    if let held {
      good = held.check.accepted
    } else {
      good = try writer.reader.goodListing(of: directory)
    }
  }

  /// Judges the listing, which is visible now, and notes in the summary what came of it.
  func judge(
    _ listing: ListingFigures, at now: Moment, _ summary: inout ImportSummary
  ) throws(StorageError) {
    var listing = listing
    if isObserved { (listing.listed, listing.withoutLogin) = (0, 0) }
    let policy = try writer.reader.policy()?.policy
    let limits = policy?.safetyLimits ?? SafetyLimits()
    let check = ListingCheck(
      accepted: good ?? listing, listing: listing, maxPercent: limits.effectiveMaxPercent)
    if check.defects.isEmpty {
      try writer.putGoodListing(listing, of: directory)
      if held != nil { try writer.dropHeldListing(of: directory) }
      summary.released = held
    } else {
      let new = HeldListing(
        directory: summary.directory, heldAt: held?.heldAt ?? now, listedAt: now, check: check,
        etag: Identifier.random())
      try writer.putHeldListing(new, of: directory)
      summary.held = new
    }
  }
}
