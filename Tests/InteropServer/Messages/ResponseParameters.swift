internal import CTestMessages
internal import Protobuf

/// Asks for one of many responses.
struct ResponseParameters: InteropMessage {
  /// The size of the payload. Unit: bytes.
  var size: Int32
  /// How long the server waits before it. Unit: microseconds.
  var intervalMicroseconds: Int32
  /// Whether it is to be compressed.
  var compressed: Bool?

  static var initialize: Arena.Initializer<Grpc__Testing__ResponseParameters> {
    grpc__testing__response_parameters__init
  }

  init(size: Int32, intervalMicroseconds: Int32 = 0, compressed: Bool? = nil) {
    self.size = size
    self.intervalMicroseconds = intervalMicroseconds
    self.compressed = compressed
  }

  init(_ c: Grpc__Testing__ResponseParameters) {
    self.init(
      size: c.size, intervalMicroseconds: c.interval_us, compressed: Bool(c.compressed))
  }

  func fill(_ c: inout Grpc__Testing__ResponseParameters, in arena: borrowing Arena) {
    c.size = size
    c.interval_us = intervalMicroseconds
    c.compressed = arena.flag(compressed)
  }
}
