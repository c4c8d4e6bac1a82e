/// A call that some floods make over and over: a path, metadata and one message.
package struct FloodCall: Sendable {
  /// The full path of the method.
  package var path: String
  /// The metadata, names in lower case.
  package var metadata: [(name: String, value: String)]
  /// The request's message, as it is encoded.
  package var message: [UInt8]

  /// A call from its parts.
  package init(
    _ path: String, metadata: [(name: String, value: String)] = [], message: [UInt8] = []
  ) {
    self.path = path
    self.metadata = metadata
    self.message = message
  }

  /// The standard question for a server's health, which takes no token.
  package static let health = FloodCall("/grpc.health.v1.Health/Check")

  /// A HEADERS frame that begins the call.
  func headers(stream: UInt32) -> [UInt8] {
    let fields =
      [(":path", path), ("content-type", "application/grpc"), ("te", "trailers")] + metadata
    return RawFrame.frame(
      type: RawFrame.headers, flags: RawFrame.endHeaders, stream: stream,
      [0x83, 0x86, 0x41, 0x01, UInt8(ascii: "h")]
        + fields.flatMap { RawFrame.literalField($0.0, $0.1) })
  }

  /// The whole call.
  func frames(stream: UInt32) -> [UInt8] {
    let count = UInt32(message.count)
    return headers(stream: stream)
      + RawFrame.frame(
        type: RawFrame.data, flags: RawFrame.endStream, stream: stream,
        [0] + RawFrame.bigEndian(count) + message)
  }
}
