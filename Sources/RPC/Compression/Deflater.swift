internal import CZlib
internal import NIOCore

/// A zlib stream that makes one gzip member, freed when it goes out of scope.
struct Deflater: ~Copyable {
  /// The fastest level: what it leaves on the table is little, and CPU is what a server is short of.
  private static let level: Int32 = 1
  /// A window of 32 KiB, with gzip's header and trailer (zlib's manual, `deflateInit2`).
  private static let windowBits: Int32 = 15 + 16
  /// zlib's own default: 128 KiB for what it looks back at.
  private static let memoryLevel: Int32 = 8

  /// `z_stream *`, owned. zlib keeps a pointer back to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(Status) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = deflateInit2_(
      stream, Self.level, Z_DEFLATED, Self.windowBits, Self.memoryLevel, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    // The stream is freed by `deinit` all the same; `deflateEnd` refuses one that has no state.
    guard code == Z_OK else { throw Gzip.noMemory }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Makes a gzip member of the input.
  mutating func deflate(_ input: UnsafeRawBufferPointer) throws(Status) -> ByteBuffer {
    // zlib's type lacks `const`; it does not write to its input.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    let bound = Int(deflateBound(stream, UInt(input.count)))
    var output = ByteBuffer()
    var code = Z_OK
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { space in
      stream.pointee.next_out = space.bindMemory(to: UInt8.self).baseAddress
      stream.pointee.avail_out = UInt32(space.count)
      code = CZlib.deflate(stream, Z_FINISH)
      return space.count - Int(stream.pointee.avail_out)
    }
    guard code == Z_STREAM_END else {
      throw Status(.internalError, "a message could not be compressed")
    }
    return output
  }
}
