internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("Gzip within limits")
struct GzipTests {
  private static let limits = MessageLimits(ServerLimits())

  private func inflate(
    _ bytes: ByteBuffer, _ limits: MessageLimits = limits
  ) throws(Status) -> ByteBuffer {
    try Gzip.inflateNow(bytes, limits)
  }

  private func code(of bytes: ByteBuffer, _ limits: MessageLimits = limits) -> Status.Code? {
    do throws(Status) {
      _ = try inflate(bytes, limits)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(
    "What was deflated inflates to itself", arguments: [0, 1, 5, 300, 65_536, 1 << 20, 4 << 20])
  func roundTrip(_ count: Int) async throws {
    var random = SeededGenerator.printingSeed()
    // Noise and then repetition, so that both kinds of blocks occur.
    let noise = (0..<count / 16).map { _ in UInt8.random(in: 0...255, using: &random) }
    let message = ByteBuffer(bytes: noise + Array(repeating: 7, count: count - noise.count))
    #expect(try inflate(try Gzip.deflateNow(message)) == message)
    // By whichever thread does it.
    let compressed = try await Gzip.deflate(message)
    #expect(try await Gzip.inflate(compressed, Self.limits) == message)
  }

  @Test("Every part of a message that is missing makes it broken")
  func truncated() throws {
    let whole = try Gzip.deflateNow(ByteBuffer(string: String(repeating: "mouse ", count: 100)))
    for count in 0..<whole.readableBytes {
      let part = try #require(whole.getSlice(at: whole.readerIndex, length: count))
      #expect(code(of: part) == .internalError)
    }
    #expect(code(of: whole) == nil)
  }

  @Test("A byte that is changed is found out, unless it says nothing about the message")
  func damaged() throws {
    let message = ByteBuffer(string: "The quick brown fox jumps over the lazy dormouse.")
    let whole = Array(try Gzip.deflateNow(message).readableBytesView)
    // Bytes 4 to 9 of the header are a time, a hint and a system (RFC 1952, section 2.3.1); the
    // last byte before the trailer of eight is filled up with bits that mean nothing.
    for index in whole.indices where !(4...9).contains(index) && index != whole.count - 9 {
      var bytes = whole
      bytes[index] ^= 0x10
      #expect(code(of: ByteBuffer(bytes: bytes)) == .internalError, "byte \(index)")
    }
  }

  @Test("Anything after the one member is refused, another member too")
  func trailing() throws {
    let member = try Gzip.deflateNow(ByteBuffer(string: "hello"))
    for rest in [ByteBuffer(bytes: [0]), member, ByteBuffer(string: "garbage")] {
      var bytes = member
      bytes.writeImmutableBuffer(rest)
      #expect(code(of: bytes) == .internalError)
    }
  }

  @Test("Bytes that were never gzip are refused, zlib's own format among them")
  func otherFormats() {
    let zlib: [UInt8] = [0x78, 0x9C, 0x4B, 0x04, 0x00, 0x00, 0x62, 0x00, 0x62]
    #expect(code(of: ByteBuffer(bytes: zlib)) == .internalError)
    #expect(code(of: ByteBuffer(string: "plain text")) == .internalError)
    #expect(code(of: ByteBuffer()) == .internalError)
  }

  @Test("A bomb of 4 MiB is left after the bytes that the limit allows")
  func bomb() throws {
    let bomb = Bomb.bytes(count: 4 << 20)
    let maxBytes = Self.limits.maxInflatedBytes(from: bomb.count)
    #expect(maxBytes == ServerLimits().maxDecompressedBytes)
    var inflater = try Inflater()
    let status = bomb.withUnsafeBytes { input -> Status? in
      do throws(Status) {
        _ = try inflater.inflate(input, reserving: 0, maxBytes: maxBytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(status?.code == .resourceExhausted)
    #expect(inflater.producedBytes <= maxBytes + 1)
  }

  @Test("A small bomb is stopped by its ratio, long before the largest message")
  func ratio() {
    let limits = MessageLimits(
      maxBytes: 4 << 20, maxDecompressedBytes: 4 << 20, maxDecompressionRatio: 100)
    #expect(limits.maxInflatedBytes(from: 20_000) == 2_000_000)
    let bomb = ByteBuffer(bytes: Bomb.bytes(count: 20_000))
    #expect(code(of: bomb, limits) == .resourceExhausted)
  }

  @Test("Zeros up to the size that harms nobody are honest, whatever their ratio")
  func harmless() throws {
    let zeros = ByteBuffer(repeating: 0, count: MessageLimits.harmlessBytes)
    let compressed = try Gzip.deflateNow(zeros)
    #expect(compressed.readableBytes * ServerLimits().maxDecompressionRatio < zeros.readableBytes)
    #expect(try inflate(compressed) == zeros)
    let more = ByteBuffer(repeating: 0, count: MessageLimits.harmlessBytes + 1)
    #expect(code(of: try Gzip.deflateNow(more)) == .resourceExhausted)
  }

  @Test("The limit is exact", arguments: [1, 1000, 65_536, 65_537, 200_000])
  func exact(_ count: Int) throws {
    let message = ByteBuffer(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let compressed = try Gzip.deflateNow(message)
    func limits(_ bytes: Int) -> MessageLimits {
      MessageLimits(maxBytes: 1 << 20, maxDecompressedBytes: bytes, maxDecompressionRatio: 1000)
    }
    #expect(try inflate(compressed, limits(count)) == message)
    #expect(code(of: compressed, limits(count - 1)) == .resourceExhausted)
  }
}
