internal import Cleanup
internal import Jobs
internal import Logging
internal import Storage
internal import TestSupport
internal import Testing

/// Lives through the year with the engine, the scheduler and the logins of the service, over a data folder
/// that earlier processes may have left behind.
package struct Simulator: Sendable {
  /// What must not be.
  package struct Broken: Error, CustomStringConvertible {
    package var description: String
  }

  static let caller = Caller(tokenID: "token", tokenName: "helpdesk", role: .admin)

  let year: Year
  let diary: Diary
  let data: DataFolder
  let lease: TenantLease
  let clock: SimulatedClock
  let engine: RunEngine
  let logins: LoginQueues
  /// Events that are over.
  private let done: Int
  /// Deaths that came.
  private let died: Int

  var database: TenantDatabase { lease.database }

  /// Opens the folder, where the diary lies too, and makes the tenant if it is not there.
  package init(year: Year, folder: String) async throws {
    self.year = year
    let lines = Diary.lines(of: Self.diary(in: folder))
    done = lines.count { if case .done = $0 { true } else { false } }
    died = lines.count { if case .death = $0 { true } else { false } }
    diary = try Diary(Self.diary(in: folder))
    data = try DataFolder.open(folder + "/data")
    clock = SimulatedClock(Year.start)
    lease = try await Self.tenant(in: data)
    engine = RunEngine(data, clock: clock.clock, logger: Self.logger)
    logins = LoginQueues(clock: clock.clock, logger: Self.logger)
  }

  /// Where the diary lies.
  package static func diary(in folder: String) -> String { folder + "/diary" }

  /// Goes on where the last process died, to the end of the year. Nothing is closed in the end either:
  /// what is not on the disk by then never will be.
  package func run() async throws {
    let scheduler = Scheduler(
      data, engine: engine, clock: clock.clock, logger: Self.logger, jitterSeconds: 0,
      interval: .milliseconds(1))
    setClock(for: year.events.prefix(done))
    try await configure(scheduler)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await engine.run() }
      group.addTask { await scheduler.run() }
      try await live()
      group.cancelAll()
    }
  }

  private func live() async throws {
    // A run that a death interrupted goes on at once, and not when the next one is due.
    try await waitForRun()
    var deaths = year.deaths.dropFirst(died)
    for (index, event) in year.events.enumerated().dropFirst(done) {
      try await start(before: event.time, &deaths)
      try arm(&deaths, at: event.time)
      clock.set(event.time)
      try await perform(event, index)
      try diary.note(.done(event: index))
    }
    try await start(before: Year.moment(Company.days, 0), &deaths)
  }

  /// Lets everything start that is due before a moment.
  private func start(before time: Moment, _ deaths: inout ArraySlice<Death>) async throws {
    while let due = try await due(), due <= time {
      try arm(&deaths, at: due)
      clock.set(due)
      try await eventually("something comes of the start that was due at \(due)") {
        try await isSettled(due)
      }
    }
  }

  private func arm(_ deaths: inout ArraySlice<Death>, at time: Moment) throws {
    guard let death = deaths.first, death.after <= time else { return }
    deaths.removeFirst()
    try diary.note(.death(death.number))
    death.arm()
  }

  private func due() async throws -> Moment? {
    try await database.read { (reader) throws(StorageError) in try reader.schedule()?.dueAt }
  }

  /// Whether a start has led to the next, and its run has ended.
  private func isSettled(_ due: Moment) async throws -> Bool {
    try await database.read { (reader) throws(StorageError) in
      if try reader.runningRun() != nil { return false }
      return try reader.schedule()?.dueAt != due
    }
  }

  /// The clock of a machine stays wrong however often the process starts.
  private func setClock(for past: ArraySlice<Event>) {
    for event in past {
      if case .clockIsOff(let seconds) = event.kind { clock.errorSeconds = seconds }
    }
    if let last = past.last { clock.set(last.time) }
  }

  private static let logger = {
    var logger = Logger(label: "year")
    logger.logLevel = .error
    return logger
  }()
}
