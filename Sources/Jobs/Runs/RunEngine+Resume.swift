internal import Cleanup
internal import Logging
internal import Storage

extension RunEngine {
  /// Takes up the runs that an earlier process left, some tenants at a time.
  func resumeInterrupted() async {
    let found = await persistently("Interrupted runs cannot be found") {
      () async throws(StorageError) in
      try await self.data.operators.read { (reader) throws(StorageError) in
        try reader.tenantsWithUnfinishedRuns()
      }
    }
    guard let found else { return }
    let waiting = WaitingTenants(found)
    await withDiscardingTaskGroup { group in
      for _ in 0..<min(Self.maxResumedTenants, found.count) {
        group.addTask {
          while !Task.isCancelled, let tenant = waiting.next() {
            await self.resume(tenant)
          }
        }
      }
    }
  }

  private func resume(_ tenant: TenantID) async {
    claims.claim(tenant)
    let job = await persistently("A tenant's run cannot be taken up", tenant) {
      () async throws(StorageError) -> Job? in
      let lease = try await self.data.tenants.lease(tenant)
      try await self.settleLeftIntents(in: lease.database)
      try await lease.database.clearDeletedDirectories(at: self.clock.now)
      let run = try await lease.database.read { (reader) throws(StorageError) in
        try reader.runningRun()
      }
      guard let run else {
        try await self.clearHint(tenant, lease.database)
        return nil
      }
      return Job(lease: lease, run: run, isResumed: true)
    }
    guard let job = job ?? nil else { return release(tenant) }
    logger.notice("Taking up an interrupted run", metadata: ["run": "\(job.run.id)"])
    await take(job)
  }

  /// Settles what persons' actions of an earlier process left half done in remote directories. What cannot be
  /// settled now, because a directory does not answer, is tried again by the next start.
  private func settleLeftIntents(in database: TenantDatabase) async throws(StorageError) {
    try await LeftIntents(RemoteUsers(database, remotes), clock: clock)
      .settle(openedBefore: startedAt)
  }

  /// Notes that a tenant may have an unfinished run, or changes of remote directories left half done.
  func setHint(_ tenant: TenantID) async throws(StorageError) {
    _ = try await data.operators.write { (writer) throws(StorageError) in
      try writer.hintUnfinishedRun(tenant)
    }
  }

  /// Forgets that a tenant may have an unfinished run, unless another one is under way there, or changes or
  /// deletions are left half done.
  ///
  /// The claims are looked at inside the transaction: who claims later writes the hint behind it.
  func clearHint(
    _ tenant: TenantID, _ database: TenantDatabase
  ) async throws(StorageError) {
    let isLeft = try await database.read { (reader) throws(StorageError) in
      if try reader.hasIntents() { return true }
      return try reader.hasUnclearedDirectories()
    }
    if isLeft { return }
    let claims = claims
    _ = try await data.operators.write { (writer) throws(StorageError) in
      if claims.isOnly(tenant) { try writer.clearRunHint(tenant) }
    }
  }

  /// Tries until it succeeds; nil when the task is cancelled, or trying again cannot help. The hint
  /// stays then, so that the next start tries again.
  private func persistently<Value: Sendable>(
    _ trouble: String, _ tenant: TenantID? = nil,
    _ body: () async throws(StorageError) -> Value
  ) async -> Value? {
    var delay = RetryDelay()
    while !Task.isCancelled {
      do {
        return try await body()
      } catch {
        if Task.isCancelled { return nil }
        logger.error(
          "\(trouble)",
          metadata: [
            "tenant": "\(tenant?.description ?? "")", "reason": "\(error.message)",
          ])
        guard error.mayPass else {
          if let tenant { claims.giveUp(tenant, because: error) }
          return nil
        }
        await delay.wait()
      }
    }
    return nil
  }
}
