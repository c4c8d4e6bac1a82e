internal import Foundation
internal import HTTP2

/// A thin client of a method that takes streams and answers each message: one connection, one thread,
/// all streams at once.
///
/// It takes as little as it can from the server whose answers it waits for.
final class StreamCaller {
  private static let bufferBytes = 64 * 1024
  private static let prefixBytes = 5

  /// A stream, and what came on it of an answer that is not whole.
  private struct Call {
    let stream: HTTP2.Stream
    var rest: [UInt8] = []
    var isClosed = false
  }

  private let descriptor: Int32
  private let session: Session
  private var calls: [Call] = []
  private var input = [UInt8](repeating: 0, count: bufferBytes)
  private var output: [UInt8] = []

  /// Connects to a port of loopback and begins so many calls.
  ///
  /// - Parameter metadata: names and values that each call carries.
  init(port: Int, path: String, metadata: [(String, String)], streams: Int) throws {
    descriptor = try FreePort.connection(to: port)
    session = try Session(SessionSettings(role: .client))
    var headers = HeaderBlock.request(path, port: port)
    for (name, value) in metadata { headers.append(name: name, value: value) }
    for _ in 0..<streams { calls.append(Call(stream: try session.request(headers, owner: nil))) }
  }

  deinit { close(descriptor) }

  /// Whether the server has ended all calls.
  var isClosed: Bool { calls.allSatisfy(\.isClosed) }

  /// Appends a message with its prefix to what is sent next on a stream.
  func append(_ message: [UInt8], to index: Int) {
    message.withUnsafeBytes { session.append($0, to: calls[index].stream) }
  }

  /// Says that no more messages follow on a stream.
  func finishSending(on index: Int) {
    session.end(calls[index].stream)
  }

  /// Sends all that flow control allows.
  func send() throws {
    output.removeAll(keepingCapacity: true)
    try session.send { frame in
      output.append(contentsOf: frame)
      return true
    }
    var sent = 0
    while sent < output.count {
      let count = output.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
      }
      guard count > 0 else { throw BenchError(.failed, "a server takes no more bytes") }
      sent += count
    }
  }

  /// Waits for answers until some have come or a moment has, and hands each with the number of its
  /// stream to the body.
  func receive(
    until end: ContinuousClock.Instant, _ body: (Int, ArraySlice<UInt8>) throws -> Void
  ) throws {
    guard hasInput(until: end) else { return }
    let count = read(descriptor, &input, input.count)
    guard count > 0 else { throw BenchError(.failed, "a server has closed the connection") }
    try input.withUnsafeBytes { bytes in
      try session.receive(
        UnsafeRawBufferPointer(rebasing: bytes[..<count]),
        nowNanoseconds: DispatchTime.now().uptimeNanoseconds)
      session.takeEvents(ofStreams: { note($0, on: $1, bytes) })
    }
    for index in calls.indices { try takeMessages(index, body) }
    try send()
  }

  private func hasInput(until end: ContinuousClock.Instant) -> Bool {
    // Below a millisecond it only looks: it has its core to itself.
    let wait = max(0, (end - .now) / .milliseconds(1))
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, Int32(wait)) > 0
  }

  private func note(_ event: StreamEvent, on stream: HTTP2.Stream, _ bytes: UnsafeRawBufferPointer)
  {
    switch event {
    case .data(let range, _):
      session.consume(range.count, of: stream)
      guard let index = calls.firstIndex(where: { $0.stream === stream }) else { return }
      calls[index].rest.append(contentsOf: bytes[range])
    case .closed:
      guard let index = calls.firstIndex(where: { $0.stream === stream }) else { return }
      calls[index].isClosed = true
    default: break
    }
  }

  private func takeMessages(
    _ index: Int, _ body: (Int, ArraySlice<UInt8>) throws -> Void
  ) throws {
    var rest = calls[index].rest[...]
    while rest.count >= Self.prefixBytes {
      let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= Self.prefixBytes + length else { break }
      try body(index, rest.dropFirst(Self.prefixBytes).prefix(length))
      rest = rest.dropFirst(Self.prefixBytes + length)
    }
    calls[index].rest = Array(rest)
  }
}
