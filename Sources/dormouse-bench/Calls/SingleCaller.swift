internal import Foundation
internal import HTTP2

/// The thinnest client there can be: one connection, one call at a time, blocking reads and writes.
///
/// What it needs itself is the same for every server, and little beside what a server needs.
final class SingleCaller {
  private static let bufferBytes = 64 * 1024

  private let descriptor: Int32
  private let session: Session
  private let headers: HeaderBlock
  private let body: [UInt8]
  private var input = [UInt8](repeating: 0, count: bufferBytes)
  private var output: [UInt8] = []

  /// Connects to a port of loopback.
  ///
  /// - Parameter body: one message with its prefix.
  init(port: Int, path: String, body: [UInt8]) throws {
    descriptor = try FreePort.connection(to: port)
    session = try Session(SessionSettings(role: .client))
    self.body = body
    headers = .request(path, port: port)
  }

  deinit { close(descriptor) }

  /// Makes one call, and fails unless it ends with status OK.
  func call() throws {
    let stream = try session.request(headers, owner: nil)
    body.withUnsafeBytes { session.append($0, to: stream) }
    session.end(stream)
    var isOK = false
    var isClosed = false
    while !isClosed {
      try send()
      try receive { event, stream in
        switch event {
        case .headers(isFirst: false, _, _):
          isOK = isOK || stream.takeHeaders(isFirst: false).text(.grpcStatus) == "0"
        case .data(let range, _): session.consume(range.count, of: stream)
        case .closed: isClosed = true
        default: break
        }
      }
    }
    guard isOK else { throw BenchError(.failed, "a call did not succeed") }
  }

  private func send() throws {
    output.removeAll(keepingCapacity: true)
    try session.send { frame in
      output.append(contentsOf: frame)
      return true
    }
    guard output.isEmpty || write(descriptor, output, output.count) == output.count else {
      throw BenchError(.failed, "a server takes no more bytes")
    }
  }

  private func receive(_ body: (StreamEvent, HTTP2.Stream) -> Void) throws {
    let count = read(descriptor, &input, input.count)
    guard count > 0 else { throw BenchError(.failed, "a server has closed the connection") }
    try input.withUnsafeBytes { bytes in
      try session.receive(
        UnsafeRawBufferPointer(rebasing: bytes[..<count]),
        nowNanoseconds: DispatchTime.now().uptimeNanoseconds)
      session.takeEvents(ofStreams: body)
    }
  }
}
