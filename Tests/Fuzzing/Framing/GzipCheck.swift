internal import NIOCore

@testable internal import RPC

/// Compressed messages: what comes out is within the limits, goes in again, and a message that is
/// not exactly one gzip member is refused.
///
/// Flags: 0 and 1 choose the limit of what may come out; 2, the payload is compressed first, so that
/// a message is sound.
enum GzipCheck {
  private static let limits = [0, 10, 5000, 4 << 20]

  static func run(_ input: FuzzInput) throws(Finding) {
    let limits = MessageLimits(
      maxBytes: 4 << 20, maxDecompressedBytes: limits[Int(input.flags & 3)],
      maxDecompressionRatio: 100)
    let payload = ByteBuffer(bytes: input.payload)
    guard let compressed = try? Gzip.deflateNow(payload) else {
      throw Finding("\(input.payload.count) bytes cannot be compressed")
    }
    let sound = input.hasFlag(2)
    let message = sound ? compressed : payload
    let inflated = try? Gzip.inflateNow(message, limits)
    let maxBytes = limits.maxInflatedBytes(from: message.readableBytes)
    if sound, input.payload.count <= maxBytes {
      try expect(inflated == payload, "what was compressed does not come out again")
    }
    guard let inflated else { return }
    try expect(
      inflated.readableBytes <= maxBytes, "\(inflated.readableBytes) bytes come out of a message")
    try expectRefused(message, limits)
  }

  /// A whole member is none any more when it is one byte longer or shorter.
  private static func expectRefused(
    _ message: ByteBuffer, _ limits: MessageLimits
  ) throws(Finding) {
    var longer = message
    longer.writeInteger(0 as UInt8)
    try expect((try? Gzip.inflateNow(longer, limits)) == nil, "something follows a member")
    var shorter = message
    shorter.moveWriterIndex(to: message.writerIndex - 1)
    try expect((try? Gzip.inflateNow(shorter, limits)) == nil, "the end of a member is missing")
  }
}
