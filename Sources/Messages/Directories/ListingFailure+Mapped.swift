internal import CMessages
package import Cleanup
internal import Protobuf

extension ListingFailure: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__ListingFailure> {
    dormouse__v1__listing_failure__init
  }
  static var blank: ListingFailure { ListingFailure(failedAt: .unset, message: "") }

  mutating func map(_ c: inout Dormouse__V1__ListingFailure, _ coder: inout WireCoder) {
    coder.moment("time", &failedAt, &c.time)
    coder.text(&message, &c.message)
  }
}
