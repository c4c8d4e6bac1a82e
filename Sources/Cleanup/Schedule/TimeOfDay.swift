/// A time that a clock on the wall shows, in whole minutes.
package struct TimeOfDay: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// 0…23.
  package var hour: Int
  /// 0…59.
  package var minute: Int

  /// A time of day, which may be out of range.
  package init(hour: Int, minute: Int) {
    self.hour = hour
    self.minute = minute
  }

  /// Reads `HH:MM`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
    guard isValid else { return nil }
  }

  /// Whether hour and minute are in range.
  package var isValid: Bool { (0...23).contains(hour) && (0...59).contains(minute) }

  /// Seconds since midnight on a day without a change of clocks.
  package var seconds: Int64 { Int64(hour * 60 + minute) * 60 }

  /// `HH:MM`.
  package var description: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.seconds < right.seconds
  }
}
