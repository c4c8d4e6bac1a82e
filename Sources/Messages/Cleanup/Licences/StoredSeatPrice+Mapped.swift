internal import CMessages
package import Cleanup
internal import Protobuf

/// No price is 0 without a currency.
extension StoredSeatPrice: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__SeatPrice> {
    dormouse__v1__seat_price__init
  }
  static var blank: StoredSeatPrice { StoredSeatPrice(price: nil) }

  mutating func map(_ c: inout Dormouse__V1__SeatPrice, _ coder: inout WireCoder) {
    var amount = price ?? SeatPrice(minorUnitsPerMonth: 0, currency: "")
    coder.number(&amount.minorUnitsPerMonth, &c.minor_units_per_month)
    coder.text(&amount.currency, &c.currency)
    price = amount.minorUnitsPerMonth == 0 && amount.currency.isEmpty ? nil : amount
    coder.text(&etag, &c.etag)
    coder.moment("update_time", &updatedAt, &c.update_time)
    coder.text(&updatedBy, &c.updated_by)
  }
}
