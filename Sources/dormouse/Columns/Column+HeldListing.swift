internal import Cleanup

extension Column where Row == HeldListing {
  /// A listing that holds runs, or held them.
  static var heldListings: [Column] {
    [
      Column("directory") { .text($0.directory) },
      Column("held since") { .moment($0.heldAt) },
      Column("listed") { .moment($0.listedAt) },
      Column("users") { .number($0.check.listing.users) },
      Column("users before") { .number($0.check.accepted.users) },
      Column("without login %") { .number($0.check.listing.withoutLoginPercent) },
      Column("without login % before") { .number($0.check.accepted.withoutLoginPercent) },
    ]
  }
}
