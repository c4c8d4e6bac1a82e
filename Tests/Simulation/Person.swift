/// Somebody, or something, with an account at the company. Days count from the year's first.
package struct Person: Hashable, Sendable {
  /// What the account is for.
  package enum Kind: Hashable, Sendable {
    /// A person at work.
    case employee
    /// A person who may change settings, and of whom one is always left.
    case administrator
    /// A program, which never logs in and is in an excepted group.
    case service
  }

  /// Login name, and stable id in the directory.
  package var name: String
  /// What the account is for.
  package var kind = Kind.employee
  /// The first day; negative for one before the year.
  package var firstDay: Int
  /// The last day; nil for one who stays.
  package var lastDay: Int?
  /// Days of leave, in order.
  package var absences: [ClosedRange<Int>] = []
  /// The absence for which somebody asked for an exemption; nil for none.
  package var exemptAbsence: ClosedRange<Int>?
  /// Whether logins are told of as they happen; those of others show in the next listing only.
  package var isSeenAtLogin: Bool
  /// Whether the account is there before its owner logs in first; otherwise the first login makes it.
  package var isListedFromStart: Bool
  /// Whether an administrator closes the account the day after the last one.
  package var isBlockedAfterLastDay = false
  /// A day after the last one on which the account's owner tries to log in; nil for none.
  package var dayOfReturn: Int?
  /// Whether the person ever logs in.
  package var logsIn = true

  /// Whether the person is at work on a day.
  package func isAtWork(on day: Int) -> Bool {
    guard logsIn, kind != .service, day >= firstDay, day <= lastDay ?? .max else { return false }
    return !absences.contains { $0.contains(day) }
  }
}
