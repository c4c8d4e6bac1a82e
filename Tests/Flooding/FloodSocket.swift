internal import Glibc

/// A TCP socket that never waits: it takes and gives what is possible now.
final class FloodSocket {
  /// How many bytes are read at once.
  private static let readBytes = 64 * 1024

  let descriptor: Int32

  /// Begins to connect; nil when the system refuses at once.
  init?(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 || errno == EINPROGRESS else {
      Glibc.close(descriptor)
      return nil
    }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Sends what the system takes of the bytes; nil when the connection is gone.
  func send(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    return count >= 0 ? count : errno == EAGAIN ? 0 : nil
  }

  /// Reads once; empty when there is nothing, nil when the connection is gone.
  func receive() -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.readBytes) { buffer, filled in
      count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      filled = max(count, 0)
    }
    if count > 0 { return bytes }
    return count < 0 && errno == EAGAIN ? [] : nil
  }
}
