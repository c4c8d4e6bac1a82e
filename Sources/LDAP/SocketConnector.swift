internal import Glibc

/// Connects to one of some addresses within a limit of time.
struct SocketConnector {
  let port: Int
  let deadline: ContinuousClock.Instant
  let socketGuard: SocketGuard

  /// A connected socket, which is guarded, and which the caller closes.
  func connect(to addresses: [String]) throws(LDAPError) -> Int32 {
    var failure = LDAPError.unreachable
    for (index, address) in addresses.enumerated() {
      if let cause = socketGuard.cause { throw cause }
      // Those behind it get their share of the time.
      let share = (deadline - .now) / (addresses.count - index)
      do throws(LDAPError) {
        return try connect(to: address, until: .now + share)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  private func connect(
    to address: String, until end: ContinuousClock.Instant
  ) throws(LDAPError) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?  // struct addrinfo *, owned
    guard getaddrinfo(address, String(port), &hints, &list) == 0, let info = list?.pointee else {
      throw .noAddress
    }
    defer { freeaddrinfo(list) }
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(info.ai_family, kind | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw .unreachable }
    do throws(LDAPError) {
      // From here on, whoever gives up need not wait for the server.
      try socketGuard.guardSocket(descriptor)
      try finish(Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen), descriptor, until: end)
    } catch {
      socketGuard.release()
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Waits for the connection, and makes the socket one that waits.
  private func finish(
    _ result: Int32, _ descriptor: Int32, until end: ContinuousClock.Instant
  ) throws(LDAPError) {
    if result != 0 {
      guard errno == EINPROGRESS else { throw .unreachable }
      try waitUntilWritable(descriptor, until: end)
      var (problem, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
      guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size) == 0, problem == 0 else {
        throw .unreachable
      }
    }
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) == 0 else {
      throw .unreachable
    }
    var on = Int32(1)
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, size)
  }

  private func waitUntilWritable(
    _ descriptor: Int32, until end: ContinuousClock.Instant
  ) throws(LDAPError) {
    while true {
      let left = max(.zero, end - .now) / .milliseconds(1)
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      switch poll(&waiting, 1, Int32(min(left.rounded(.up), 1e9))) {
      case 1: return
      case 0: throw .timedOut
      default:
        guard errno == EINTR else { throw .unreachable }
      }
    }
  }
}
