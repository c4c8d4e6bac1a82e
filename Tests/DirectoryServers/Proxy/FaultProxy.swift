internal import Foundation
internal import Glibc
internal import Synchronization

/// Stands between a client and a server on loopback, and does to what passes whatever a test asks for, from
/// the moment on in which it asks. Connections end with it.
///
/// ```swift
/// let proxy = try FaultProxy(to: slapd.tlsPort)
/// // … the client is told `proxy.port` …
/// proxy.fault = .drop(after: 20_000)
/// proxy.on(.ldap(.modify), skipping: 2, times: 1, .loseAnswer)
/// proxy.on(.http("GET", "/Users"), .answer(HTTPAnswer(429, headers: ["retry-after": "1"])))
/// proxy.heal()
/// ```
package final class FaultProxy: Sendable {
  /// That it cannot listen.
  package struct ListenError: Error {}

  /// Where it listens on loopback.
  package let port: Int
  private let plan = ProxyPlan()
  private let listener: Int32  // borrowed from the loop
  private let bell: Int32  // owned

  /// Listens on a free port, and carries bytes from there to another.
  package init(to target: Int) throws {
    port = try FreePort.find()
    listener = Loopback.listen(on: port)
    var ends: [Int32] = [-1, -1]
    let kind =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    guard listener >= 0, socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      close(listener)
      throw ListenError()
    }
    bell = ends[1]
    let (listener, hearing, plan) = (listener, ends[0], plan)
    Thread.detachNewThread {
      ProxyLoop(listener: listener, bell: hearing, target: target, plan: plan).run()
    }
  }

  deinit {
    plan.state.withLock { $0.isOver = true }
    ring()
    close(bell)
  }

  /// What happens to what the server says.
  package var fault: StreamFault {
    get { plan.state.withLock(\.fault) }
    set {
      plan.state.withLock { state in
        // A socket that listens no more refuses at once, and keeps its port.
        if newValue == .refuse {
          shutdown(listener, Int32(SHUT_RDWR))
          state.cuts += 1
        } else if state.fault == .refuse {
          listen(listener, SOMAXCONN)
        }
        state.fault = newValue
        state.version += 1
      }
      ring()
    }
  }

  /// Lets something happen to requests, as many times as is said, behind some that pass. Of several that
  /// mean a request, the first happens.
  package func on(
    _ match: RequestMatch, skipping: Int = 0, times: Int = .max, _ fault: RequestFault
  ) {
    plan.state.withLock {
      $0.rules.append(
        RequestRule(match: match, fault: fault, skipping: skipping, times: times))
    }
  }

  /// Lets everything pass from now on.
  package func heal() {
    plan.state.withLock { state in
      state.rules = []
      state.releases += 1
    }
    fault = .none
  }

  /// Lets go what is held so far.
  package func letGo() {
    plan.state.withLock { $0.releases += 1 }
    ring()
  }

  /// Ends every connection that is open; new ones are taken.
  package func cut() {
    plan.state.withLock { $0.cuts += 1 }
    ring()
  }

  /// Connections that came so far.
  package var connectionCount: Int { plan.state.withLock(\.connections) }

  /// Requests that could be seen so far: method and path with its query, or the operation of LDAP.
  package var requests: [String] { plan.state.withLock(\.requests) }

  /// How often a fault happened to a request, or to a piece of what the server said, so far; connections that
  /// were refused, delayed or cut are not among it.
  package var hitCount: Int { plan.state.withLock(\.hits) }

  private func ring() {
    _ = write(bell, [1], 1)
  }
}
