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
  package static let maxWaitingLogins = 20_000
  /// Most memory that they take while they wait, about.
  package static let maxWaitingLoginBytes = 16 << 20
  /// Most logins in one transaction.
  package static let maxLoginsAtOnce = 2000
  /// Most sources of signals that logins may bring.
  package static let maxSources = 1000
  /// Seconds after which a login for which there was no room may be told of again.
  package static let retryAfterSeconds = 1

  /// A tenant's database: one that was restored is another.
  private struct Place: Hashable {
    var tenant: TenantID
    var ownerEpoch: Int64
  }

  private let remotes: RemoteDirectories
  private let clock: WallClock
  private let logger: Logger
  private let queues = Mutex<[Place: LoginQueue]>([:])

  /// Queues that read the time from a clock, and log what a person should look at.
  package init(remotes: RemoteDirectories = .none, clock: WallClock, logger: Logger) {
    self.remotes = remotes
    self.clock = clock
    self.logger = logger
  }

  /// Lets a login wait for its commit. Refused when too many wait already.
  package func submit(_ order: LoginOrder, in lease: TenantLease) throws(Refusal) -> LoginTicket {
    guard let ticket = submit([order], in: lease) else { throw Self.full }
    return ticket
  }

  /// Lets logins wait for their commits, as many from the first as there is room for; nil when there
  /// is none.
  package func submit(_ orders: ArraySlice<LoginOrder>, in lease: TenantLease) -> LoginTicket? {
    let tenant = Place(tenant: lease.database.id, ownerEpoch: lease.database.ownerEpoch)
    let (ticket, starts) = queues.withLock { queues -> (LoginTicket?, Bool) in
      let room = queues[tenant, default: LoginQueue()].room(for: orders)
      if room == 0 { return (nil, false) }
      let ticket = LoginTicket(lease, remotes, clock: clock, logger, count: room)
      let logins = LoginQueue.Waiting(orders: orders.prefix(room), ticket: ticket, lease: lease)
      return (ticket, queues[tenant, default: LoginQueue()].addAndStart(logins))
    }
    if starts { FileWork.start { self.work(on: tenant) } }
    return ticket
  }

  /// Why a login cannot wait.
  package static let full = Refusal(
    .tooManyLogins, "Too many logins of the tenant wait: tell of it a second later.")

  /// Writes one group down, and lets other tenants have their turn before the next.
  private func work(on tenant: Place) {
    var (group, groups) = queues.withLock { queues in
      (queues[tenant]?.take(Self.maxLoginsAtOnce) ?? [], queues[tenant]?.groups)
    }
    write(&group, &groups)
    let isOver = queues.withLock { queues in
      queues[tenant]?.putBack(group)
      queues[tenant]?.groups = groups
      if queues[tenant]?.isEmpty ?? true { queues[tenant] = nil }
      return queues[tenant] == nil
    }
    if !isOver { FileWork.start { self.work(on: tenant) } }
  }

  /// Commits as many of a group as there is time for, answers them, and leaves the others in it.
  private func write(_ group: inout [LoginQueue.Waiting], _ groups: inout TenantGroups?) {
    guard let database = group.first?.lease.database else { return }
    do throws(StorageError) {
      let committed = try database.writeBlocking { (writer) throws(StorageError) in
        // Read once nobody else writes, so that it lies behind all that was done before.
        try LoginBatch(in: writer, at: clock.now, groups: groups).write(group)
      }
      let written = committed.value
      for (index, results) in written.results.enumerated() {
        group[index].note(results, at: committed.position)
      }
      group.removeAll { $0.orders.isEmpty }
      groups = written.groups
      logger.note(written.refusals, database.id)
    } catch {
      for logins in group { logins.refuse(Refusal(error)) }
      group = []
      groups = nil
    }
  }

}

extension LoginQueue {
  /// Lets logins wait, and says whether the caller has to see to it that they are taken away.
  fileprivate mutating func addAndStart(_ logins: Waiting) -> Bool {
    add(logins)
    return startWork()
  }
}
