internal import Glibc

/// Takes connections, and never says anything on them.
package final class SilentServer: Sendable {
  /// That it cannot listen.
  package struct ListenError: Error {}

  /// Where it listens on loopback.
  package let port: Int
  private let descriptor: Int32
  /// What fills the queue of a server that takes no further connection; -1 for nothing.
  private let filling: Int32

  /// Listens on a free port. The system takes connections by itself; where the server is full, none but its
  /// own, and does not answer to others.
  package init(isFull: Bool = false) throws {
    port = try FreePort.find()
    let listener = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    descriptor = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    address.sin_port = in_port_t(port).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
    }
    guard code == 0, listen(descriptor, isFull ? 0 : 16) == 0 else {
      close(descriptor)
      throw ListenError()
    }
    guard isFull else {
      filling = -1
      return
    }
    filling = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    let client = filling
    _ = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(client, $0, size) }
    }
  }

  deinit {
    if filling >= 0 { close(filling) }
    close(descriptor)
  }

  /// Whether somebody has connected.
  package var isConnected: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 1
  }
}
