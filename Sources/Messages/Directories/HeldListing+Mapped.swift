internal import CMessages
package import Cleanup
internal import Protobuf

/// What is wrong follows from the figures and is only sent.
extension HeldListing: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__HeldListing> {
    dormouse__v1__held_listing__init
  }
  static var blank: HeldListing {
    HeldListing(
      directory: "", heldAt: .unset, listedAt: .unset,
      check: ListingCheck(accepted: .blank, listing: .blank, maxPercent: 0), etag: "")
  }

  mutating func map(_ c: inout Dormouse__V1__HeldListing, _ coder: inout WireCoder) {
    coder.text(&directory, &c.directory)
    coder.moment("hold_time", &heldAt, &c.hold_time)
    coder.moment("listing_time", &listedAt, &c.listing_time)
    coder.message("listing", &check.listing, &c.listing)
    coder.message("accepted", &check.accepted, &c.accepted)
    coder.count(&check.maxPercent, &c.max_percent)
    coder.text(&etag, &c.etag)
    if !coder.isReading {
      var explanation = explanation
      coder.text(&explanation, &c.explanation)
    }
  }
}
