internal import Cleanup

/// What a `retry-after` header says (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// Seconds from now on; nil when the header is missing or says nothing that is understood.
  static func seconds(_ fields: [String], now: Moment) -> Int? {
    guard let field = fields.first else { return nil }
    if let seconds = Int(field) { return seconds >= 0 ? seconds : nil }
    guard let moment = moment(field) else { return nil }
    return Int(max(0, moment.seconds - now.seconds))
  }

  /// The form that everybody must send (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func moment(_ text: String) -> Moment? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].count == 4, parts[1].count == 2, parts[3].count == 4,
      parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return Moment(rfc3339: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
