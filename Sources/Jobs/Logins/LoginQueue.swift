internal import Cleanup
internal import Storage

/// The logins of one tenant that wait for their commit.
struct LoginQueue {
  /// Logins of one caller that wait.
  struct Waiting: Sendable {
    /// Those that were not written down yet.
    private(set) var orders: ArraySlice<LoginOrder>
    /// Memory that they take, about.
    private(set) var weight: Int
    /// What was done with those before, and in which commit.
    private var written: Committed<LoginAnswers>?
    let ticket: LoginTicket
    /// Keeps the tenant open.
    let lease: TenantLease

    init(orders: ArraySlice<LoginOrder>, ticket: LoginTicket, lease: TenantLease) {
      self.orders = orders
      weight = Self.weight(of: orders)
      self.ticket = ticket
      self.lease = lease
    }

    /// Notes what was committed of the next logins, and answers when these were the last.
    mutating func note(_ results: LoginAnswers, at position: CommitPosition) {
      orders = orders.dropFirst(results.count)
      var all = written?.value ?? results
      if written != nil { all.append(results) }
      let committed = Committed(value: all, position: position)
      written = committed
      weight = Self.weight(of: orders)
      if orders.isEmpty { ticket.finish(.committed(committed)) }
    }

    /// Answers that the rest was refused.
    func refuse(_ refusal: Refusal) {
      guard let written else { return ticket.finish(.refused(refusal)) }
      var all = written.value
      all.append(LoginAnswers(refused: refusal, count: orders.count))
      ticket.finish(.committed(Committed(value: all, position: written.position)))
    }

    private static func weight(of orders: ArraySlice<LoginOrder>) -> Int {
      var sum = 0
      LoginOrder.weights(of: orders) {
        sum += $0
        return true
      }
      return sum
    }
  }

  private var waiting: [Waiting] = []
  /// How many logins wait.
  private var count = 0
  /// Memory that they take, about.
  private var weight = 0
  /// Whether somebody takes the waiting away; set with the first login, and until none are left.
  private(set) var isAtWork = false
  /// The tenant's groups, as long as its directories stay as they are.
  var groups: TenantGroups?

  /// For how many of these logins there is room, from the first.
  func room(for orders: ArraySlice<LoginOrder>) -> Int {
    var (room, added) = (0, weight)
    LoginOrder.weights(of: orders) { weight in
      added += weight
      guard count + room < LoginQueues.maxWaitingLogins,
        added <= LoginQueues.maxWaitingLoginBytes
      else { return false }
      room += 1
      return true
    }
    return room
  }

  /// Lets logins wait for which there is room.
  mutating func add(_ logins: Waiting) {
    waiting.append(logins)
    count += logins.orders.count
    weight += logins.weight
  }

  /// Makes the caller the one who takes the waiting away; false when there is one.
  mutating func startWork() -> Bool {
    if isAtWork { return false }
    isAtWork = true
    return true
  }

  /// Those who come next, with so many logins or a few more, if there are.
  mutating func take(_ most: Int) -> [Waiting] {
    var (places, logins) = (0, 0)
    while places < waiting.count, logins < most {
      logins += waiting[places].orders.count
      weight -= waiting[places].weight
      places += 1
    }
    let taken = Array(waiting.prefix(places))
    waiting.removeFirst(places)
    count -= logins
    return taken
  }

  /// Puts back whose turn did not come, before all others.
  mutating func putBack(_ logins: [Waiting]) {
    waiting.insert(contentsOf: logins, at: 0)
    for logins in logins {
      count += logins.orders.count
      weight += logins.weight
    }
  }

  var isEmpty: Bool { waiting.isEmpty }
}
