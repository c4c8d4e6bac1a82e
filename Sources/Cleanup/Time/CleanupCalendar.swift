internal import Foundation

/// Days of a tenant that do not count, and pauses of its scheduled runs.
package struct CleanupCalendar: Hashable, Sendable, Codable {
  /// Name of an IANA time zone; empty means UTC.
  package var timeZone: String
  /// Dates in which no scheduled run starts.
  package var pauses: [DateRange]
  /// Dates that do not count as time without activity.
  package var uncounted: [DateRange]

  /// A calendar in which every day counts.
  package init(timeZone: String = "", pauses: [DateRange] = [], uncounted: [DateRange] = []) {
    self.timeZone = timeZone
    self.pauses = pauses
    self.uncounted = uncounted
  }

  /// The time zone; UTC for one that this machine does not know.
  var zone: TimeZone {
    TimeZone(identifier: timeZone.isEmpty ? "UTC" : timeZone) ?? .gmt
  }

  /// Whether the time zone is known to this machine.
  package var hasKnownTimeZone: Bool {
    timeZone.isEmpty || TimeZone(identifier: timeZone) != nil
  }
}
