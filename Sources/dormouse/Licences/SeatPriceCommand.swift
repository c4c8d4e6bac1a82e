internal import ArgumentParser
internal import Cleanup
internal import Messages

/// `dormouse seat-price [AMOUNT CURRENCY]`
struct SeatPriceCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "seat-price", abstract: "Show or set what a seat costs for a month.",
    discussion: "Such as \"dormouse seat-price 79.50 NOK\". Without a price it shows what is set.")

  @Argument(help: "The price for a month, such as 79.50.")
  var amount: String?

  @Argument(help: "ISO 4217 code of the currency, such as NOK.")
  var currency: String?

  @Flag(help: "Take the price away.")
  var none = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if none, amount != nil { throw ValidationError("Give either a price or --none.") }
    guard let amount else { return }
    guard let currency else {
      throw ValidationError("Name the currency behind the price, such as NOK.")
    }
    if Self.minorUnits(amount, currency.uppercased()) == nil {
      let digits = SeatPrice.digits(of: currency.uppercased())
      throw ValidationError(
        "\"\(amount)\" is no price: write digits, and at most \(digits) of them behind a point.")
    }
  }

  func run(in session: Session) async throws {
    let request = GetLicenceHistoryRequest.with { $0.days = 1 }
    let stored = try await session.read(Methods.Cleanup.getLicenceHistory, request).value.price
    guard none || amount != nil else {
      return try session.show(stored ?? StoredSeatPrice(price: nil), Column.seatPrice) {
        try (stored ?? StoredSeatPrice(price: nil)).json()
      }
    }
    let change = SetSeatPriceRequest.with {
      $0.price = price
      $0.etag = stored?.etag ?? ""
    }
    try session.show(
      try await session.change(Methods.Cleanup.setSeatPrice, change), Column.seatPrice)
  }

  private var price: SeatPrice? {
    guard let amount, let currency = currency?.uppercased(),
      let units = Self.minorUnits(amount, currency)
    else { return nil }
    return SeatPrice(minorUnitsPerMonth: units, currency: currency)
  }

  /// A decimal amount in a currency's smallest unit; nil for what is no such amount.
  static func minorUnits(_ amount: String, _ currency: String) -> Int64? {
    let digits = SeatPrice.digits(of: currency)
    let parts = amount.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard (1...2).contains(parts.count), !parts[0].isEmpty, fraction.count <= digits,
      parts.count == 1 || !fraction.isEmpty,
      amount.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
    else { return nil }
    return Int64(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
  }
}
