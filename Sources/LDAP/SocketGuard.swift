internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ends a connection from outside of the thread that waits in it: libldap keeps no limit of time while TLS is
/// agreed on, nor while it writes. Once the socket is shut down, whatever waits for it comes back.
final class SocketGuard: Sendable {
  private struct State {
    /// A number of our own for the socket while it is open, owned: libldap may close its number at any
    /// time, which is soon that of somebody else's socket.
    var socket: Int32?
    /// Why the connection was ended.
    var cause: LDAPError?
    /// Number of the limit that is in force.
    var limit = 0
  }

  private static let queue = DispatchQueue(label: "dormouse.ldap.limits")

  private let state = Mutex(State())

  /// Why the connection was ended from here; nil when it was not.
  var cause: LDAPError? { state.withLock(\.cause) }

  deinit { release() }

  /// Guards a socket from now on, in place of the one before; shuts it down at once when the connection was
  /// ended already.
  func guardSocket(_ socket: Int32) throws(LDAPError) {
    let own = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { throw .unreachable }
    release()
    state.withLock { state in
      state.socket = own
      if state.cause != nil { shutdown(own, Int32(SHUT_RDWR)) }
    }
  }

  /// Lets nothing wait for the socket any more.
  func stopWaiting() {
    state.withLock { state in
      guard let socket = state.socket else { return }
      _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Guards no socket from now on. It is closed once its owner has closed it too.
  func release() {
    state.withLock { state in
      if let socket = state.socket { close(socket) }
      state.socket = nil
    }
  }

  /// Runs a body, and ends the connection when it takes longer than it may.
  func limited<Value>(
    to duration: Duration, _ body: () throws(LDAPError) -> Value
  ) throws(LDAPError) -> Value {
    let limit = nextLimit()
    let timer = DispatchWorkItem { [weak self] in self?.endLimit(limit) }
    Self.queue.asyncAfter(deadline: .now() + duration / .seconds(1), execute: timer)
    defer {
      timer.cancel()
      // A timer that has begun already must not end what comes next.
      _ = nextLimit()
    }
    return try body()
  }

  /// Ends the connection.
  func end(_ cause: LDAPError) {
    state.withLock { Self.end(cause, &$0) }
  }

  private func nextLimit() -> Int {
    state.withLock { state in
      state.limit += 1
      return state.limit
    }
  }

  private func endLimit(_ limit: Int) {
    state.withLock { state in
      if state.limit == limit { Self.end(.timedOut, &state) }
    }
  }

  private static func end(_ cause: LDAPError, _ state: inout State) {
    guard state.cause == nil else { return }
    state.cause = cause
    if let socket = state.socket { shutdown(socket, Int32(SHUT_RDWR)) }
  }
}
