internal import Cleanup
internal import Jobs
internal import Storage
internal import TestSupport
internal import Testing

extension Simulator {
  /// Lets an event happen. A process that died in it does it again, as a client would that got no answer.
  func perform(_ event: Event, _ index: Int) async throws {
    switch event.kind {
    case .logins(let people): try await logIn(people, at: event.time, index)
    case .listing: try await list(listing(at: event.time), isBroken: false)
    case .brokenListing: try await list(listing(at: event.time), isBroken: true)
    case .forgetfulListing:
      var listing = listing(at: event.time)
      listing.hasLogins = false
      try await list(listing, isBroken: false)
    case .block(let person): try await act(.deactivate, onKnown: person, "left the company")
    case .exempt(let person, let until):
      try await act(.exempt(until: until, owner: "personnel"), onKnown: person, "leave")
    case .untoldLogins(let people): try await giveBack(people, index)
    case .undo: try await undo()
    case .clockIsOff(let seconds): clock.errorSeconds = seconds
    }
  }

  /// Tells of logins at once, as gateways do, and waits for all answers.
  private func logIn(_ people: [Person], at time: Moment, _ index: Int) async throws {
    let tickets = try people.map { person in
      try logins.submit(
        LoginOrder(
          VouchedLogin(user: UserRef(username: person.name)), time: time, source: "gateway",
          caller: Self.caller), in: lease)
    }
    for (person, ticket) in zip(people, tickets) {
      let answer = try await ticket.answer()
      try diary.note(
        .login(event: index, name: person.name, outcome: answer.outcome.rawValue))
    }
  }

  private func listing(at time: Moment) -> Listing {
    Listing(people: year.company.people, time: time)
  }

  private func list(_ listing: Listing, isBroken: Bool) async throws {
    let directory = try await database.read { (reader) throws(StorageError) in
      try reader.directory(named: CompanyRules.directory)
    }
    guard let directory else { throw Broken(description: "the directory is gone") }
    let users = listing.users
    let half = users.count / 2
    let session = try await database.beginImport(
      into: directory.id, mode: .full, at: clock.shown)
    try await session.append(users: Array(users[..<half]), groups: [], at: clock.shown)
    if isBroken { return await session.abandon() }
    try await session.append(
      users: Array(users[half...]), groups: listing.groups, at: clock.shown)
    _ = try await session.finish(at: clock.shown) { (_, summary) throws(StorageError) in summary }
  }

  private func act(
    _ kind: ManualActionKind, _ people: [Person], _ reason: String
  ) async throws -> [Outcome] {
    let action = ManualAction(
      users: people.map { UserRef(username: $0.name) }, kind: kind, reason: reason)
    let now = clock.shown
    return try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
      try ManualActions(in: writer, by: Self.caller, at: now).perform(action)
    }.value
  }

  /// Does something to a person who has an account by now.
  private func act(
    _ kind: ManualActionKind, onKnown person: Person, _ reason: String
  ) async throws {
    if try await user(person) != nil { _ = try await act(kind, [person], reason) }
  }

  /// Gives their accounts back to people who find them closed.
  private func giveBack(_ people: [Person], _ index: Int) async throws {
    var closed: [Person] = []
    for person in people where try await user(person)?.isActive == false { closed.append(person) }
    if closed.isEmpty { return }
    for outcome in try await act(.restore, closed, "is at work") where outcome.result == .done {
      try diary.note(.restored(event: index, name: outcome.username))
    }
  }

  private func user(_ person: Person) async throws -> User? {
    try await database.read { (reader) throws(StorageError) in
      guard case .found(let user) = try reader.resolve(UserRef(username: person.name)) else {
        return nil
      }
      return user
    }
  }

  /// Takes back the latest run that cleaned somebody.
  private func undo() async throws {
    let runs = try await database.read { (reader) throws(StorageError) in
      try reader.runs(after: nil, limit: 1000).items
    }
    guard let run = runs.first(where: { $0.kind == .cleanup && $0.counts.done > 0 }) else {
      throw Broken(description: "no run cleaned anybody")
    }
    if !runs.contains(where: { $0.undoes == run.id }) {
      let (database, now) = (database, clock.shown)
      _ = try await engine.start(in: lease) { () async throws(Refusal) in
        try await database.write(failingWith: Refusal.self) { (writer) throws(Refusal) in
          try UndoStarter.start(undoing: run.id, by: Self.caller, at: now, in: writer)
        }.value
      }
    }
    try await waitForRun()
  }

  /// Waits until no run is at work.
  func waitForRun() async throws {
    try await eventually("the run that is at work ends") {
      try await database.read { (reader) throws(StorageError) in
        try reader.runningRun() == nil
      }
    }
  }
}
