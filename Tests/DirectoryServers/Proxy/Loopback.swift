internal import Glibc

/// Sockets of loopback.
enum Loopback {
  /// A socket that listens on a port; negative when it cannot.
  static func listen(on port: Int) -> Int32 {
    make(port) { socket, address, size in
      var isOn: Int32 = 1
      setsockopt(
        socket, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
      return bind(socket, address, size) == 0 && Glibc.listen(socket, SOMAXCONN) == 0
    }
  }

  /// A socket that is connected to a port; negative when nobody listens there.
  static func connect(to port: Int) -> Int32 {
    make(port) { socket, address, size in Glibc.connect(socket, address, size) == 0 }
  }

  /// Lets a socket send small pieces without waiting for more.
  static func sendAtOnce(_ socket: Int32) {
    var isOn: Int32 = 1
    setsockopt(
      socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func make(
    _ port: Int, _ prepare: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Int32 {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard made >= 0 else { return -1 }
    sendAtOnce(made)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    address.sin_port = in_port_t(port).bigEndian
    let isReady = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        prepare(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if isReady { return made }
    close(made)
    return -1
  }
}
