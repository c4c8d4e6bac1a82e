package import Cleanup
package import Logging
package import Storage
internal import Synchronization

/// Writes logins down, all of a tenant that wait in one commit: while the disk syncs one group, the
/// next one gathers.
///
/// A group takes its turn at the tenant's writer behind whoever waited before it, and is bounded by
/// time like any other transaction, so that logins hold up nobody and nobody holds up logins. One
/// group at a time for each tenant; tenants take turns.
package final class LoginQueues: Sendable {
  /// Most logins of one tenant that wait.
  package static let maxWaitingLogins = 10_000
  /// Most memory that they take while they wait, about.
  package static let maxWaitingLoginBytes = 16 << 20
  /// Most logins in one transaction.
  package static let maxLoginsAtOnce = 1000
  /// Most sources of signals that logins may bring.
  package static let maxSources = 1000
  /// Seconds after which a login for which there was no room may be told of again.
  package static let retryAfterSeconds = 1

  /// A tenant's database: one that was restored is another.
  private struct Place: Hashable {
    var tenant: TenantID
    var ownerEpoch: Int64
  }

  private let clock: WallClock
  private let logger: Logger
  private let queues = Mutex<[Place: LoginQueue]>([:])

  /// Queues that read the time from a clock, and log what a person should look at.
  package init(clock: WallClock, logger: Logger) {
    self.clock = clock
    self.logger = logger
  }

  /// Lets a login wait for its commit. Refused when too many wait already.
  package func submit(_ order: LoginOrder, in lease: TenantLease) throws(Refusal) -> LoginTicket {
    let ticket = LoginTicket(lease.database)
    let login = LoginQueue.Waiting(order: order, ticket: ticket, lease: lease)
    let tenant = Place(tenant: lease.database.id, ownerEpoch: lease.database.ownerEpoch)
    let (isAdded, starts) = queues.withLock { queues in
      queues[tenant, default: LoginQueue()].addAndStart(login)
    }
    guard isAdded else {
      throw Refusal(
        .tooManyLogins, "Too many logins of the tenant wait: tell of it a second later.")
    }
    if starts { FileWork.start { self.work(on: tenant) } }
    return ticket
  }

  /// Writes one group down, and lets other tenants have their turn before the next.
  private func work(on tenant: Place) {
    let (group, groups) = queues.withLock { queues in
      (queues[tenant]?.take(Self.maxLoginsAtOnce) ?? [], queues[tenant]?.groups)
    }
    let (done, after) = write(group, groups)
    let isOver = queues.withLock { queues in
      queues[tenant]?.putBack(group.dropFirst(done))
      queues[tenant]?.groups = after
      if queues[tenant]?.isEmpty ?? true { queues[tenant] = nil }
      return queues[tenant] == nil
    }
    if !isOver { FileWork.start { self.work(on: tenant) } }
  }

  /// Commits as many of a group as there is time for, and answers them.
  ///
  /// - Returns: how many were answered, and the groups of the tenant if they were read.
  private func write(
    _ group: [LoginQueue.Waiting], _ groups: TenantGroups?
  ) -> (Int, TenantGroups?) {
    guard let database = group.first?.lease.database else { return (0, nil) }
    do throws(StorageError) {
      let committed = try database.writeBlocking { (writer) throws(StorageError) in
        // Read once nobody else writes, so that it lies behind all that was done before.
        let batch = LoginBatch(in: writer, at: clock.now, groups: groups)
        return try batch.write(group.map(\.order))
      }
      let written = committed.value
      for (login, result) in zip(group, written.results) {
        switch result {
        case .success(let answer):
          login.ticket.finish(.committed(Committed(value: answer, position: committed.position)))
        case .failure(let refusal): login.ticket.finish(.refused(refusal))
        }
      }
      log(written.refusals, database.id)
      return (written.results.count, written.groups)
    } catch {
      for login in group { login.ticket.finish(.refused(Refusal(error))) }
      return (group.count, nil)
    }
  }

  private func log(_ refusals: [[LoginObstacle]], _ tenant: TenantID) {
    for obstacles in refusals {
      logger.warning(
        "A login could not be let in",
        metadata: [
          "tenant": "\(tenant)",
          "reasons": "\(obstacles.map(\.code.rawValue).joined(separator: ","))",
        ])
    }
  }
}

extension LoginQueue {
  /// Lets a login wait, and says whether the caller has to see to it that it is taken away.
  fileprivate mutating func addAndStart(_ login: Waiting) -> (isAdded: Bool, starts: Bool) {
    guard add(login) else { return (false, false) }
    return (true, startWork())
  }
}
