internal import Foundation
internal import Glibc

/// Takes connections, and answers what it reads on each with some bytes, one after the other; whatever it reads
/// after the last it leaves unanswered.
package final class ScriptedServer: Sendable {
  /// That it cannot listen.
  package struct ListenError: Error {}

  /// Where it listens on loopback.
  package let port: Int
  private let descriptor: Int32

  /// Listens on a free port.
  package init(_ answers: [[UInt8]]) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = descriptor
    let code = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 16) == 0
          ? getsockname(listener, $0, &size) : -1
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard code == 0 else {
      close(descriptor)
      throw ListenError()
    }
    Thread.detachNewThread { Self.serve(listener, answers) }
  }

  /// Ends the thread, which closes the socket.
  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func serve(_ listener: Int32, _ answers: [[UInt8]]) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      var rest = answers[...]
      var buffer = [UInt8](repeating: 0, count: 4096)
      while recv(client, &buffer, buffer.count, 0) > 0 {
        guard let answer = rest.popFirst() else { continue }
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
      }
      close(client)
    }
    close(listener)
  }
}
