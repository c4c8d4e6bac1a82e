internal import Synchronization

/// What a test asked of a proxy, and what the proxy has seen.
final class ProxyPlan: Sendable {
  struct State: Sendable {
    var fault = StreamFault.none
    /// Changes with the fault.
    var version = 0
    var rules: [RequestRule] = []
    /// How often all connections were ended.
    var cuts = 0
    /// How often everything that was held was let go.
    var releases = 0
    var connections = 0
    var requests: [String] = []
    var hits = 0
    var isOver = false
  }

  let state = Mutex(State())

  /// Whether connections are refused.
  var isRefusing: Bool { state.withLock { $0.fault == .refuse } }

  /// Notes a request; gives what happens to it, nil when it passes.
  func fault(for request: ProxyRequest) -> RequestFault? {
    state.withLock { state in
      if let name = request.name { state.requests.append(name) }
      for index in state.rules.indices where state.rules[index].applies(to: request) {
        state.hits += 1
        return state.rules[index].fault
      }
      return nil
    }
  }

  /// Notes that a fault happened to a connection.
  func noteHit() {
    state.withLock { $0.hits += 1 }
  }
}
