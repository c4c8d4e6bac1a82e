internal import Cleanup
internal import Messages

extension Samples {
  static let licences: [any Sample] = [
    GetLicenceHistoryRequest.with { $0.days = 30 },
    LicenceHistory(
      days: [licenceDay], freed: 12, restored: 2, price: price, savedMinorUnits: 5_000_000_000),
    licenceDay, price,
    SetSeatPriceRequest.with {
      $0.price = price.price
      $0.etag = "etag"
      $0.isValidateOnly = true
      $0.requestID = "id"
    },
  ]

  private static let licenceDay = LicenceDay(
    date: "2014-09-14", held: 40, isMeasured: true, freed: 3, restored: 1, free: 9)
  private static let price = StoredSeatPrice(
    price: SeatPrice(minorUnitsPerMonth: 7950, currency: "NOK"), etag: "etag", updatedAt: time,
    updatedBy: "ann")
}
