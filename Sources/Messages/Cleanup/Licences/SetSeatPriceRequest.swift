internal import CMessages
package import Cleanup
internal import Protobuf

/// Asks that the price of a seat be set or taken away.
package struct SetSeatPriceRequest: DefaultedMessage {
  /// The new price; nil for none.
  package var price: SeatPrice?
  /// The etag of the price that was read; empty skips the check.
  package var etag = ""
  /// Checks everything but stores nothing.
  package var isValidateOnly = false
  /// Makes a repeat act once; empty for none.
  package var requestID = ""

  package init() {}
}

extension SetSeatPriceRequest: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SetSeatPriceRequest> {
    dormouse__v1__set_seat_price_request__init
  }
  mutating func map(_ c: inout Dormouse__V1__SetSeatPriceRequest, _ coder: inout WireCoder) {
    var stored = StoredSeatPrice(price: price)
    coder.message("price", &stored, &c.price)
    price = stored.price
    coder.text(&etag, &c.etag)
    // The price may be given back as it was read, with its etag in it.
    if coder.isReading, etag.isEmpty { etag = stored.etag }
    coder.flag(&isValidateOnly, &c.validate_only)
    coder.text(&requestID, &c.request_id)
  }
}
