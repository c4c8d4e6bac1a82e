internal import Glibc

/// Takes connections, and never says anything on them.
package final class SilentServer: Sendable {
  /// That it cannot listen.
  package struct ListenError: Error {}

  /// Where it listens on loopback.
  package let port: Int
  private let descriptor: Int32

  /// Listens on a free port. The system takes connections by itself.
  package init() throws {
    port = try FreePort.find()
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    address.sin_port = in_port_t(port).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard code == 0, listen(descriptor, 16) == 0 else {
      close(descriptor)
      throw ListenError()
    }
  }

  deinit { close(descriptor) }

  /// Whether somebody has connected.
  package var isConnected: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 1
  }
}
