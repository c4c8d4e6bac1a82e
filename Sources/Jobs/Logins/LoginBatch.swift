internal import Cleanup
internal import Storage

/// Logins that are written down in one transaction, each by itself: one that fails takes nothing of
/// the others with it.
struct LoginBatch {
  /// A transaction takes no further login once it has lasted this long.
  static let duration: Duration = .milliseconds(10)

  /// What a transaction did.
  struct Written: Sendable {
    /// Of as many logins as there was time for, from the first.
    var results: [Result<LoginAnswer, Refusal>] = []
    /// What a person should look at, for each login that was refused and is told of.
    var refusals: [[LoginObstacle]] = []
    /// The tenant's groups, if they were read.
    var groups: TenantGroups?
  }

  private let scene: LoginScene

  init(in writer: TenantWriter, at now: Moment, groups: TenantGroups?) {
    scene = LoginScene(writer, at: now, groups: groups)
  }

  /// Writes logins down until there are no more or the time is up; at least one.
  func write(_ orders: [LoginOrder]) throws(StorageError) -> Written {
    let start = ContinuousClock.now
    var written = Written()
    written.results.reserveCapacity(orders.count)
    for order in orders {
      if !written.results.isEmpty, ContinuousClock.now - start > Self.duration { break }
      let result = try scene.writer.separately(Refusal.self) { () throws(Refusal) in
        try LoginWork(order, scene).run()
      }
      switch result {
      case .success(let done):
        written.results.append(.success(done.answer))
        if done.isTold { written.refusals.append(done.answer.obstacles) }
      case .failure(let refusal):
        // What was read or counted for it may have gone with it.
        scene.forgetCounts()
        written.results.append(.failure(refusal))
      }
    }
    try scene.writeLoginDays()
    written.groups = scene.knownGroups
    return written
  }
}
