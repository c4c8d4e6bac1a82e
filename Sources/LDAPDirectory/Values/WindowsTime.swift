internal import Cleanup

/// A time as Active Directory counts it: tenths of microseconds since 1601-01-01T00:00:00Z, in decimal
/// digits; 0 means never.
enum WindowsTime {
  private static let secondsFrom1601To1970: Int64 = 11_644_473_600

  /// Reads a time; nil for anything else.
  static func login(_ text: String) -> ImportedUser.Login? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let ticks = Int64(text)
    else { return nil }
    if ticks == 0 { return .never }
    let moment = Moment(microseconds: ticks / 10 - secondsFrom1601To1970 * 1_000_000)
    return moment <= Moment.latest ? .at(moment) : nil
  }
}
