internal import Foundation

/// What a seat costs for a month.
package struct SeatPrice: Hashable, Sendable, Codable {
  /// The most that a seat may cost, in the currency's smallest unit.
  package static let maxMinorUnits: Int64 = 1_000_000_000

  /// In the currency's smallest unit, such as øre.
  package var minorUnitsPerMonth: Int64
  /// ISO 4217 code, such as `NOK`.
  package var currency: String

  /// A price.
  package init(minorUnitsPerMonth: Int64, currency: String) {
    self.minorUnitsPerMonth = minorUnitsPerMonth
    self.currency = currency
  }

  /// Every field that is wrong.
  package var violations: [FieldViolation] {
    var found: [FieldViolation] = []
    if !(1...Self.maxMinorUnits).contains(minorUnitsPerMonth) {
      found.append(
        FieldViolation(
          field: "minor_units_per_month",
          description: "must be 1 to \(Self.maxMinorUnits), or 0 without a currency for no price"))
    }
    if !Self.isCurrency(currency) {
      found.append(
        FieldViolation(
          field: "currency", description: "must be an ISO 4217 code in capitals, such as NOK"))
    }
    return found
  }

  /// How many digits a currency has behind the point.
  package static func digits(of currency: String) -> Int {
    if withoutMinorUnit.contains(currency) { return 0 }
    return withThousandths.contains(currency) ? 3 : 2
  }

  /// An amount of a currency's smallest units, such as `1234.50 NOK`.
  package static func text(_ minorUnits: Int64, _ currency: String) -> String {
    let digits = digits(of: currency)
    var figures = String(minorUnits.magnitude)
    figures = String(repeating: "0", count: max(0, digits + 1 - figures.count)) + figures
    let whole = (minorUnits < 0 ? "-" : "") + figures.dropLast(digits)
    return (digits == 0 ? whole : "\(whole).\(figures.suffix(digits))") + " \(currency)"
  }

  private static func isCurrency(_ text: String) -> Bool {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return text.utf8.count == 3 && text.utf8.allSatisfy(capitals.contains)
      && Locale.Currency(text).isISOCurrency
  }

  private static let withoutMinorUnit: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
  ]
  private static let withThousandths: Set<String> = [
    "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
  ]
}
