internal import NIOCore

/// Reads the frames that a session sends, and holds them to the protocol.
struct SentFrames {
  /// The largest payload that a peer takes unless it says more (RFC 9113, section 6.5.2).
  private static let maxPayloadBytes = 16_384
  private static let data: UInt8 = 0
  private static let headers: UInt8 = 1
  private static let resetStream: UInt8 = 3
  private static let continuation: UInt8 = 9
  private static let endStream: UInt8 = 1

  /// How many bytes of a preface or of a payload are still to come.
  private var skippedBytes: Int
  private var partialHead: [UInt8] = []
  /// The streams of which our side has ended.
  private var ended: Set<UInt32> = []

  /// Frames that follow so many bytes of a preface.
  init(prefaceBytes: Int) {
    skippedBytes = prefaceBytes
  }

  /// Reads on; only the heads of frames are looked at.
  mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(Finding) {
    var position = 0
    while position < bytes.count {
      if skippedBytes > 0 {
        let count = min(skippedBytes, bytes.count - position)
        skippedBytes -= count
        position += count
        continue
      }
      partialHead.append(bytes[position])
      position += 1
      if partialHead.count == RawFrames.headerBytes { try takeHead() }
    }
  }

  /// Reads bytes of a buffer that lends them.
  mutating func receive(_ buffer: ByteBuffer) throws(Finding) {
    let result = buffer.withUnsafeReadableBytes { bytes -> Result<Void, Finding> in
      do throws(Finding) {
        return .success(try receive(bytes))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  private mutating func takeHead() throws(Finding) {
    let head = partialHead
    partialHead.removeAll(keepingCapacity: true)
    skippedBytes = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
    try expect(
      skippedBytes <= Self.maxPayloadBytes, "a frame of \(skippedBytes) bytes is sent")
    let stream = head[5...].reduce(0) { $0 << 8 | UInt32($1) }
    try check(type: head[3], flags: head[4], stream: stream & 0x7FFF_FFFF)
  }

  private mutating func check(type: UInt8, flags: UInt8, stream: UInt32) throws(Finding) {
    switch type {
    case Self.data, Self.headers:
      try expect(stream != 0, "a frame of type \(type) is sent on no stream")
      try expect(!ended.contains(stream), "something is sent on stream \(stream) after its end")
      if flags & Self.endStream != 0 { ended.insert(stream) }
    case Self.resetStream:
      ended.insert(stream)
    default:
      try expect(type <= Self.continuation, "a frame of type \(type) is sent")
    }
  }
}
