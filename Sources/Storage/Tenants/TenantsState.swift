internal import Cleanup

/// Which tenants are open, opening and closing, and who uses them. Decides; does nothing itself.
struct TenantsState: Sendable {
  /// Wakes somebody who waits for a slot to change; then the state is looked at again.
  typealias Waiter = CheckedContinuation<Void, Never>

  /// What whoever wants a tenant has to do.
  enum LeaseAction {
    /// Use it; the lease is counted.
    case use(TenantDatabase)
    /// Open it, and then say `opened` or `failedToOpen`.
    case open
    /// Close another one first, and then say `closed`.
    case close(TenantDatabase)
    /// Wait until the slot of this tenant changes.
    case wait(TenantID)
    /// Give up.
    case refuse(StorageError)
  }

  private enum Slot {
    case opening(waiters: [Waiter])
    case open(TenantDatabase, leases: Int, lastUse: UInt64, closesWhenIdle: Bool)
    case closing(waiters: [Waiter])
  }

  /// Of so many tenants that may be open one is closed ahead, so that whoever opens one need not wait
  /// for the closing of another.
  private static let tenantsPerClosedAhead = 64

  private let limit: Int
  private var slots: [TenantID: Slot] = [:]
  /// Who waits for an open tenant that closes once nobody uses it.
  private var untilIdle: [TenantID: [Waiter]] = [:]
  /// How many leases there are of databases that are no longer a tenant's own.
  private var replaced: [ObjectIdentifier: Int] = [:]
  private var uses: UInt64 = 0
  private var isShutDown = false

  init(limit: Int) {
    self.limit = max(1, limit)
  }

  /// Tenants that are open.
  var openCount: Int {
    slots.values.reduce(0) { count, slot in
      if case .open = slot { return count + 1 }
      return count
    }
  }

  /// Tenants in any state.
  var ids: [TenantID] { Array(slots.keys) }

  /// Counts a lease of a tenant that is open and stays open.
  mutating func leaseIfOpen(_ id: TenantID) -> TenantDatabase? {
    guard case .open(let database, let leases, _, false) = slots[id] else { return nil }
    uses += 1
    slots[id] = .open(database, leases: leases + 1, lastUse: uses, closesWhenIdle: false)
    return database
  }

  /// What must happen for a lease of a tenant.
  mutating func lease(_ id: TenantID) -> LeaseAction {
    if isShutDown { return .refuse(StorageError(.closed, "the service is stopping")) }
    if let database = leaseIfOpen(id) { return .use(database) }
    if slots[id] != nil { return .wait(id) }
    if slots.count < limit {
      slots[id] = .opening(waiters: [])
      return .open
    }
    return makeRoom()
  }

  /// Joins those who wait for a tenant's slot; false when nothing is under way there any more.
  mutating func wait(for id: TenantID, _ waiter: Waiter) -> Bool {
    switch slots[id] {
    case .opening(let waiters): slots[id] = .opening(waiters: waiters + [waiter])
    case .closing(let waiters): slots[id] = .closing(waiters: waiters + [waiter])
    case .open(_, _, _, true): untilIdle[id, default: []].append(waiter)
    case .open, nil: return false
    }
    return true
  }

  /// The tenant is open, with one lease: that of whoever opened it.
  mutating func opened(_ database: TenantDatabase) -> [Waiter] {
    guard case .opening(let waiters) = slots[database.id] else { return [] }
    uses += 1
    slots[database.id] = .open(
      database, leases: 1, lastUse: uses, closesWhenIdle: isShutDown)
    return waiters
  }

  /// The tenant that is to be closed now, while nobody waits for its slot; nil when there is room.
  mutating func closeAhead() -> TenantDatabase? {
    let kept = limit - limit / Self.tenantsPerClosedAhead
    guard openCount > kept, let oldest = oldestIdle() else { return nil }
    return startClosing(oldest.id, oldest)
  }

  /// The tenant could not be opened.
  mutating func failedToOpen(_ id: TenantID) -> [Waiter] {
    guard case .opening(let waiters) = slots.removeValue(forKey: id) else { return [] }
    return waiters
  }

  /// A lease ended; answers whether the database is to be closed now.
  mutating func release(_ released: TenantDatabase) -> Bool {
    if let leases = replaced[ObjectIdentifier(released)] {
      replaced[ObjectIdentifier(released)] = leases == 1 ? nil : leases - 1
      return leases == 1
    }
    let id = released.id
    guard case .open(let database, let leases, let lastUse, let closes) = slots[id],
      database === released
    else { return false }
    slots[id] = .open(
      database, leases: leases - 1, lastUse: lastUse, closesWhenIdle: closes)
    guard leases == 1, closes else { return false }
    _ = startClosing(id, database)
    return true
  }

  /// Starts to close a tenant unless somebody uses it beside the one who asks; answers it when it is
  /// to be closed now. The one lease is over with it.
  mutating func closeIfLeasedOnce(_ leased: TenantDatabase) -> TenantDatabase? {
    guard case .open(let database, 1, _, _) = slots[leased.id], database === leased else {
      return nil
    }
    return startClosing(leased.id, database)
  }

  /// Takes a database that is leased out of its tenant's slot, because another one is the tenant's
  /// from now on. Whoever has it keeps it; it is closed with the last lease.
  mutating func replace(_ old: TenantDatabase) -> [Waiter] {
    guard case .open(let database, let leases, _, _) = slots[old.id], database === old else {
      return []
    }
    slots[old.id] = nil
    replaced[ObjectIdentifier(old)] = leases
    return untilIdle.removeValue(forKey: old.id) ?? []
  }

  /// Wants a tenant closed as soon as nobody uses it; answers it when that is now.
  mutating func close(_ id: TenantID) -> TenantDatabase? {
    guard case .open(let database, let leases, let lastUse, _) = slots[id] else { return nil }
    if leases == 0 { return startClosing(id, database) }
    slots[id] = .open(database, leases: leases, lastUse: lastUse, closesWhenIdle: true)
    return nil
  }

  /// The tenant's files are closed.
  mutating func closed(_ id: TenantID) -> [Waiter] {
    guard case .closing(let waiters) = slots.removeValue(forKey: id) else { return [] }
    return waiters
  }

  /// Refuses all further leases.
  mutating func shutDown() {
    isShutDown = true
  }

  private mutating func startClosing(_ id: TenantID, _ database: TenantDatabase) -> TenantDatabase {
    slots[id] = .closing(waiters: untilIdle.removeValue(forKey: id) ?? [])
    return database
  }

  /// Takes the slot that was idle longest, or waits for one that is closing already.
  private mutating func makeRoom() -> LeaseAction {
    for (id, slot) in slots {
      if case .closing = slot { return .wait(id) }
    }
    guard let oldest = oldestIdle() else {
      return .refuse(StorageError(.busy, "all \(limit) open tenants are in use; try again"))
    }
    return .close(startClosing(oldest.id, oldest))
  }

  /// The open tenant that nobody has used for longest.
  private func oldestIdle() -> TenantDatabase? {
    var oldest: (database: TenantDatabase, lastUse: UInt64)?
    for slot in slots.values {
      if case .open(let database, 0, let lastUse, _) = slot, lastUse < oldest?.lastUse ?? .max {
        oldest = (database, lastUse)
      }
    }
    return oldest?.database
  }
}
