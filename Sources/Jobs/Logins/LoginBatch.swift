internal import Cleanup
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
    var results: [[Result<LoginAnswer, Refusal>]] = []
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
  ) throws(StorageError) -> [Result<LoginAnswer, Refusal>] {
    var results: [Result<LoginAnswer, Refusal>] = []
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
      results.append(try write(rest[rest.startIndex], &written.refusals))
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

  private func write(
    _ order: LoginOrder, _ refusals: inout [[LoginObstacle]]
  ) throws(StorageError) -> Result<LoginAnswer, Refusal> {
    scene.begin()
    let result = try scene.writer.separately(Refusal.self) { () throws(Refusal) in
      try LoginWork(order, scene).run()
    }
    switch result {
    case .success(let done):
      if done.isTold { refusals.append(done.answer.obstacles) }
      return .success(done.answer)
    case .failure(let refusal):
      scene.takeBack()
      return .failure(refusal)
    }
  }

  /// Writes usual logins down, from the first, and answers how many; none when that failed, and the
  /// first has to be done by itself.
  private func writeUsual(
    _ orders: ArraySlice<LoginOrder>, _ results: inout [Result<LoginAnswer, Refusal>]
  ) throws(StorageError) -> Int {
    let before = results.count
    do throws(StorageError) {
      try UsualLogins(scene).write(orders, &results)
    } catch {
      try scene.writer.checkGoesOn()
      results.removeSubrange(before...)
    }
    return results.count - before
  }
}
