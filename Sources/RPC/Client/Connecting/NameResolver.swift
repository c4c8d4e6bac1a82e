#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import NIOCore
internal import NIOPosix

/// Finds the addresses of a server by its name.
struct NameResolver: Sendable {
  /// Answers every address of a server in the order in which to try them, or fails with a
  /// `Status`.
  let addresses: @Sendable (ClientTarget, any EventLoop) -> EventLoopFuture<[SocketAddress]>

  /// What the system knows; it is asked on a thread that may wait.
  static let system = NameResolver { target, loop in
    NIOThreadPool.singleton.runIfActive(eventLoop: loop) { try look(up: target) }
  }

  private static func look(up target: ClientTarget) throws(Status) -> [SocketAddress] {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?  // struct addrinfo *, owned
    let result = getaddrinfo(target.host, String(target.port), &hints, &list)
    guard result == 0 else {
      throw Status(.unavailable, String(cString: gai_strerror(result)).lowercasedFirst)
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var entry = list
    while let info = entry?.pointee {
      if let address = address(info, host: target.host) { addresses.append(address) }
      entry = info.ai_next
    }
    return addresses
  }

  private static func address(_ info: addrinfo, host: String) -> SocketAddress? {
    guard let raw = UnsafeRawPointer(info.ai_addr) else { return nil }
    switch info.ai_family {
    case AF_INET: return SocketAddress(raw.loadUnaligned(as: sockaddr_in.self), host: host)
    case AF_INET6: return SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self), host: host)
    default: return nil
    }
  }
}

extension String {
  /// The text as the second half of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
