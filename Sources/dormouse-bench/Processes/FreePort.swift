internal import Foundation

/// Ports of loopback, for servers that cannot say which one they took.
enum FreePort {
  /// A port that nobody listens on now.
  static func find() throws(BenchError) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 ? getsockname(descriptor, pointer, &length) : -1
      }
    }
    guard result == 0 else { throw BenchError(.failed, "no port of loopback is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Waits until somebody listens on a port, for ten seconds at most.
  static func waitForListener(on port: Int) throws(BenchError) {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
      if let descriptor = try? connection(to: port) {
        close(descriptor)
        return
      }
      // There is no event for another process beginning to listen.
      usleep(10_000)
    }
    throw BenchError(.failed, "a server does not listen on port \(port)")
  }

  /// A socket that is connected to a port and sends without delay; the caller closes it.
  static func connection(to port: Int) throws(BenchError) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: port)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      throw BenchError(.failed, "nobody listens on port \(port)")
    }
    var isOn: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return address
  }
}
