internal import Cleanup
internal import Simulation
internal import Testing

extension FinishedYear {
  private static let period = Double(CompanyRules.inactiveAfterDays)
  /// How wrong the machine's clock ever was, in days.
  private static let error = Double(Year.mostClockError) / 86_400

  /// No service account, nobody who was exempt, and never the last administrator.
  func expectNobodyExceptedTouched() {
    for touch in touches {
      guard let person = person(touch.name) else {
        Issue.record("\(touch.name) is nobody")
        continue
      }
      #expect(person.kind != .service, "\(touch.name)")
      #expect(!truth.isExempt(person, at: touch.time), "\(touch.name)")
    }
    var open = Set(year.company.people.filter { $0.kind == .administrator }.map(\.name))
    for event in audit {
      guard let name = event.subject.split(separator: "/").last.map(String.init),
        person(name)?.kind == .administrator
      else { continue }
      if event.action == "user.deactivate" { open.remove(name) }
      if event.action == "login.woke" || event.action == "user.restore" { open.insert(name) }
      #expect(!open.isEmpty, "no administrator is left at \(event.time)")
    }
  }

  func expectNobodyTouchedTwiceInPeriod() {
    for (name, mine) in Dictionary(grouping: touches, by: \.name) {
      for (earlier, later) in zip(mine, mine.dropFirst()) {
        let days = truth.countedDays(from: earlier.time, to: later.time)
        #expect(days >= Self.period - Self.error, "\(name)")
      }
    }
  }

  /// Whoever was put to sleep had not been seen for the whole period, by all that was known.
  func expectOnlySleepersTouched() {
    for touch in touches {
      guard let person = person(touch.name) else { continue }
      if let login = truth.knownLogin(of: person, at: touch.time) {
        let days = truth.countedDays(from: login, to: touch.time)
        #expect(days >= Self.period - Self.error, "\(touch.name)")
      } else {
        #expect(!person.isSeenAtLogin, "\(touch.name): nothing was known")
        let created = Year.moment(person.firstDay, 0)
        #expect(truth.countedDays(from: created, to: touch.time) >= 60, "\(touch.name)")
      }
    }
  }

  /// Whoever had been away for long enough by the last run is asleep.
  func expectSleepersAsleep() {
    guard let last = runs.last(where: { $0.run.trigger == .schedule })?.run.startedAt else {
      return
    }
    for person in year.company.people where person.kind == .employee {
      guard let login = truth.knownLogin(of: person, at: last),
        truth.countedDays(from: login, to: last) >= Self.period + 1 + Self.error,
        !truth.isExempt(person, at: last), wasAskedFor(person, before: last) == false,
        truth.knownLogin(of: person, at: Year.moment(Company.days, 0)) == login
      else { continue }
      #expect(users[person.name]?.isActive == false, "\(person.name) was last seen \(login)")
    }
  }

  /// Whoever is not blocked was let in at each login, and is awake after one that was not long ago.
  func expectReturnersAwake() {
    let end = Year.moment(Company.days, 0)
    for case .login(let event, let name, let outcome) in diary {
      guard let person = person(name) else { continue }
      let isBlocked = truth.block(of: person).map { $0 < year.events[event].time } ?? false
      #expect((outcome == "REFUSED") == isBlocked, "\(name): \(outcome)")
    }
    for person in year.company.people where person.isSeenAtLogin {
      guard truth.block(of: person) == nil, let login = truth.knownLogin(of: person, at: end),
        truth.countedDays(from: login, to: end) < Self.period
      else { continue }
      #expect(users[person.name]?.isActive == true, "\(person.name) was last seen \(login)")
    }
  }

  /// Whether the account was given back by hand or by the undo so late that its new period lasts.
  private func wasAskedFor(_ person: Person, before time: Moment) -> Bool {
    audit.contains {
      ($0.action == "user.restore" || $0.action == "user.reactivate")
        && $0.subject.hasSuffix("/\(person.name)")
        && truth.countedDays(from: $0.time, to: time) < Self.period + Self.error
    }
  }
}
