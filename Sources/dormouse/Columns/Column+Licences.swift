internal import Cleanup

extension Column where Row == LicenceDay {
  /// The seats of a day.
  static var licenceDays: [Column] {
    [
      Column("date") { .text($0.date) },
      Column("held") { .number($0.held) },
      Column("measured") { .flag($0.isMeasured) },
      Column("freed") { .number($0.freed) },
      Column("restored") { .number($0.restored) },
      Column("free") { .number($0.free) },
    ]
  }
}

extension Column where Row == StoredSeatPrice {
  /// What a seat costs.
  static var seatPrice: [Column] {
    [
      Column("price per month") {
        .text($0.price.map { SeatPrice.text($0.minorUnitsPerMonth, $0.currency) } ?? "")
      },
      Column("etag") { .text($0.etag) },
      Column("changed") { .moment($0.updatedAt) },
      Column("changed by") { .text($0.updatedBy) },
    ]
  }
}
