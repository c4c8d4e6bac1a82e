internal import NIOCore

/// Tells HTTP/2 from HTTP/1 by a connection's first bytes, so that simple probes that speak only
/// HTTP/1.1 can ask for `/healthz` on the same port.
struct PlainHTTPRequest {
  /// What the first bytes are.
  enum Result {
    /// Too few to tell.
    case undecided
    /// HTTP/2, with everything that has come.
    case http2(ByteBuffer)
    /// A complete HTTP/1 request for a path.
    case answer(path: String)
    /// Neither.
    case refused
  }

  /// The beginning of HTTP/2's connection preface (RFC 9113, section 3.4).
  private static let preface = Array("PRI ".utf8)
  /// How large an HTTP/1 request may be.
  private static let maxBytes = 8 * 1024

  private var received = ByteBuffer()

  /// Takes bytes in.
  mutating func receive(_ buffer: inout ByteBuffer) -> Result {
    received.writeBuffer(&buffer)
    let bytes = received.readableBytesView
    if bytes.starts(with: Self.preface) { return .http2(received) }
    if bytes.count < Self.preface.count { return .undecided }
    guard bytes.starts(with: "GET ".utf8), bytes.count <= Self.maxBytes else { return .refused }
    guard bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) else { return .undecided }
    let target = bytes.dropFirst(4).prefix { $0 != UInt8(ascii: " ") }
    return .answer(path: String(decoding: target, as: UTF8.self))
  }

  /// The whole answer to a request for a path.
  static func answer(path: String, healthz: () -> Healthz) -> ByteBuffer {
    var status = "505 HTTP Version Not Supported"
    var body = "this port speaks HTTP/2\n"
    if path == "/healthz" {
      let answer = healthz()
      status = answer.isHealthy ? "200 OK" : "503 Service Unavailable"
      body = answer.body
    }
    return ByteBuffer(
      string: "HTTP/1.1 \(status)\r\ncontent-type: text/plain; charset=utf-8\r\n"
        + "content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n\(body)")
  }
}
