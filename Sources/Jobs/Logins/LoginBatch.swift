internal import Cleanup
internal import Directories
internal import Storage

/// Logins that are written down in one transaction, each by itself: one that fails takes nothing of
/// the others with it.
struct LoginBatch {
  /// A transaction takes no further login once it has lasted this long.
  static let duration: Duration = .milliseconds(10)

  /// What a transaction did.
  struct Written: Sendable {
    /// For those who wait, from the first, what was done with as many of their logins as there was
    /// room and time for.
    var results: [LoginAnswers] = []
    /// What a person should look at, for each login that was refused and is told of.
    var refusals: [[LoginObstacle]] = []
    /// The tenant's groups, if they were read.
    var groups: TenantGroups?
    /// How many logins there were.
    var count = 0
  }

  private let scene: LoginScene
  private let start = ContinuousClock.now

  init(in writer: TenantWriter, at now: Moment, groups: TenantGroups?) {
    scene = LoginScene(writer, at: now, groups: groups)
  }

  /// Writes logins down until there are no more, or enough, or the time is up; at least one.
  func write(_ group: [LoginQueue.Waiting]) throws(StorageError) -> Written {
    var written = Written()
    for waiting in group where hasRoom(written) {
      written.results.append(try write(waiting.orders, &written))
    }
    try scene.writeLoginDays()
    written.groups = scene.knownGroups
    return written
  }

  private func write(
    _ orders: ArraySlice<LoginOrder>, _ written: inout Written
  ) throws(StorageError) -> LoginAnswers {
    var results = LoginAnswers()
    results.reserveCapacity(orders.count)
    let start = written.count
    var rest = orders
    // How many are looked up together: fewer where many are not usual, for what was looked up of those
    // behind them may have changed.
    var most = UsualLogins.mostAtOnce
    while !rest.isEmpty, hasRoom(written) {
      let next = rest.prefix(min(most, LoginQueues.maxLoginsAtOnce - written.count))
      rest = rest.dropFirst(try writeUsual(next, &results))
      written.count = start + results.count
      if rest.startIndex == next.endIndex {
        most = min(2 * most, UsualLogins.mostAtOnce)
        continue
      }
      most = max(1, rest.startIndex - next.startIndex)
      try write(rest[rest.startIndex], &results, &written.refusals)
      rest = rest.dropFirst()
      written.count += 1
    }
    return results
  }

  private func hasRoom(_ written: borrowing Written) -> Bool {
    if written.count == 0 { return true }
    return written.count < LoginQueues.maxLoginsAtOnce
      && ContinuousClock.now - start <= Self.duration
  }

  /// Does one login; one that needs changes in remote directories is taken back.
  private func write(
    _ order: LoginOrder, _ results: inout LoginAnswers, _ refusals: inout [[LoginObstacle]]
  ) throws(StorageError) {
    switch try write(order, RemoteLedger()) {
    case .success(let done):
      if done.isTold { refusals.append(done.answer.obstacles) }
      results.append(.success(done.answer))
    case .failure(.refused(let refusal)): results.append(.failure(refusal))
    case .failure(.wants(let wants)): results.append(order, wants)
    }
  }

  /// Does one login by way of a ledger; nothing stays of one that is refused or wants more.
  func write(
    _ order: LoginOrder, _ ledger: RemoteLedger
  ) throws(StorageError) -> Result<LoginWork.Done, LoginStop> {
    scene.begin()
    scene.ledger = ledger
    let result = try scene.writer.separately(LoginStop.self) { () throws(LoginStop) in
      let done: LoginWork.Done
      do throws(Refusal) {
        done = try LoginWork(order, scene).run()
      } catch {
        throw .refused(error)
      }
      let wants = ledger.wants
      if !wants.isEmpty { throw .wants(wants) }
      return done
    }
    if case .failure = result { scene.takeBack() }
    return result
  }

  /// Writes down what was noted of the days of logins.
  func finish() throws(StorageError) {
    try scene.writeLoginDays()
  }

  /// Writes usual logins down, from the first, and answers how many; none when that failed, and the
  /// first has to be done by itself.
  private func writeUsual(
    _ orders: ArraySlice<LoginOrder>, _ results: inout LoginAnswers
  ) throws(StorageError) -> Int {
    let before = results.count
    do throws(StorageError) {
      try UsualLogins(scene).write(orders, &results)
    } catch {
      try scene.writer.checkGoesOn()
      results.keep(before)
    }
    return results.count - before
  }
}
