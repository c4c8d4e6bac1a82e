internal import Cleanup
internal import Storage

/// The logins of one tenant that wait for their commit.
struct LoginQueue {
  /// A login that waits.
  struct Waiting: Sendable {
    var order: LoginOrder
    var ticket: LoginTicket
    /// Keeps the tenant open.
    var lease: TenantLease
  }

  private var waiting: [Waiting] = []
  /// Memory that those who wait take, about.
  private var weight = 0
  /// Whether somebody takes the waiting away; set with the first login, and until none are left.
  private(set) var isAtWork = false
  /// The tenant's groups, as long as its directories stay as they are.
  var groups: TenantGroups?

  /// Lets a login wait; false when there is no room.
  mutating func add(_ login: Waiting) -> Bool {
    let added = weight + login.order.weight
    guard waiting.count < LoginQueues.maxWaitingLogins, added <= LoginQueues.maxWaitingLoginBytes
    else { return false }
    waiting.append(login)
    weight = added
    return true
  }

  /// Makes the caller the one who takes the waiting away; false when there is one.
  mutating func startWork() -> Bool {
    if isAtWork { return false }
    isAtWork = true
    return true
  }

  /// Those who come next, at most so many.
  mutating func take(_ most: Int) -> [Waiting] {
    let taken = Array(waiting.prefix(most))
    waiting.removeFirst(taken.count)
    weight -= taken.reduce(0) { $0 + $1.order.weight }
    return taken
  }

  /// Puts back whose turn did not come, before all others.
  mutating func putBack(_ logins: ArraySlice<Waiting>) {
    waiting.insert(contentsOf: logins, at: 0)
    weight += logins.reduce(0) { $0 + $1.order.weight }
  }

  var isEmpty: Bool { waiting.isEmpty }
}
