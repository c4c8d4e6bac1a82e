internal import CMessages
package import Cleanup
internal import Protobuf

/// The listings that no longer hold runs.
package struct ReleaseHeldRunResponse: DefaultedMessage {
  /// As they held them.
  package var released: [HeldListing] = []

  package init() {}
}

extension ReleaseHeldRunResponse: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ReleaseHeldRunResponse> {
    dormouse__v1__release_held_run_response__init
  }
  mutating func map(_ c: inout Dormouse__V1__ReleaseHeldRunResponse, _ coder: inout WireCoder) {
    coder.list("released_listings", &released, &c.released_listings, &c.n_released_listings)
  }
}
