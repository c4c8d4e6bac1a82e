/// A listing that looks broken, and holds the runs of its tenant until a whole one comes or somebody
/// releases it.
package struct HeldListing: Hashable, Sendable, Codable {
  /// Name of the directory.
  package var directory: String
  /// Since when it holds runs.
  package var heldAt: Moment
  /// When the listing came: later than `heldAt` when another broken one came behind the first.
  package var listedAt: Moment
  /// The listing beside the last good one.
  package var check: ListingCheck
  /// Changes with every listing that holds.
  package var etag: String

  /// A listing that holds runs.
  package init(
    directory: String, heldAt: Moment, listedAt: Moment, check: ListingCheck, etag: String
  ) {
    self.directory = directory
    self.heldAt = heldAt
    self.listedAt = listedAt
    self.check = check
    self.etag = etag
  }

  /// What is wrong with it, one sentence for people.
  package var explanation: String {
    "The last listing of \"\(directory)\" looks broken: \(check.explanation)."
  }
}

extension [HeldListing] {
  /// Why no run may start, and what to do about it; nil when none is held.
  package var refusal: String? {
    if isEmpty { return nil }
    return map(\.explanation).joined(separator: " ")
      + " Import a whole listing, or release this one by hand as admin (ReleaseHeldRun)."
  }
}
