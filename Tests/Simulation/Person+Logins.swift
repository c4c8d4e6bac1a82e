package import Cleanup

extension Person {
  /// Days before the year from which logins are known.
  private static let earliestDay = -60

  /// The latest login before a moment; nil for none.
  package func lastLogin(before time: Moment) -> Moment? {
    let today = Int((time.microseconds - Year.start.microseconds) / 86_400_000_000)
    var day = min(today, Company.days - 1)
    while day >= max(firstDay, Self.earliestDay) {
      if let login = Year.login(of: self, on: day), login < time { return login }
      day -= 1
    }
    return nil
  }

  /// Whether the company's directory has the account at a moment.
  func isListed(at time: Moment) -> Bool {
    guard Year.moment(firstDay, 0) <= time else { return false }
    return isListedFromStart || lastLogin(before: time) != nil
  }
}
