internal import CZlib
internal import NIOCore

/// A zlib stream that inflates one gzip member, freed when it goes out of scope.
struct Inflater: ~Copyable {
  /// How much memory is taken at a time for what comes out.
  private static let stepBytes = 64 * 1024
  /// A window of 32 KiB, and gzip's header and trailer only (zlib's manual, `inflateInit2`).
  private static let windowBits: Int32 = 15 + 16

  /// `z_stream *`, owned. zlib keeps a pointer back to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(Status) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit2_(
      stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    // The stream is freed by `deinit` all the same; `inflateEnd` refuses one that has no state.
    guard code == Z_OK else { throw Gzip.noMemory }
  }

  /// How many bytes have come out so far.
  var producedBytes: Int { Int(stream.pointee.total_out) }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates input that has to be one whole gzip member and nothing else.
  ///
  /// It stops as soon as more than `maxBytes` come out, so that no more than that is ever held.
  mutating func inflate(
    _ input: UnsafeRawBufferPointer, reserving expectedBytes: Int, maxBytes: Int
  ) throws(Status) -> ByteBuffer {
    // zlib's type lacks `const`; it does not write to its input.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    var output = ByteBuffer()
    output.reserveCapacity(min(expectedBytes, maxBytes))
    while true {
      let room = maxBytes - output.readableBytes
      let code = room > 0 ? step(&output, room: room) : stepBeyondLimit()
      switch code {
      case Z_STREAM_END where stream.pointee.avail_in == 0: return output
      case Z_STREAM_END: throw Gzip.broken("it is followed by something else")
      case Z_OK where room > 0: continue
      case Z_OK: throw Gzip.tooLarge(maxBytes)
      case Z_BUF_ERROR where stream.pointee.avail_in == 0: throw Gzip.broken("its end is missing")
      case Z_MEM_ERROR: throw Gzip.noMemory
      default: throw Gzip.broken("it is damaged")
      }
    }
  }

  /// Inflates into the room there is, and answers zlib's code.
  private func step(_ output: inout ByteBuffer, room: Int) -> Int32 {
    var code = Z_OK
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: min(room, Self.stepBytes)) { space in
      let count = min(space.count, room)
      stream.pointee.next_out = space.bindMemory(to: UInt8.self).baseAddress
      stream.pointee.avail_out = UInt32(count)
      code = CZlib.inflate(stream, Z_NO_FLUSH)
      return count - Int(stream.pointee.avail_out)
    }
    return code
  }

  /// Reads on where nothing more may come out but the member's trailer may still have to be read;
  /// answers `Z_OK` when there was more.
  private func stepBeyondLimit() -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { space in
      stream.pointee.next_out = space.baseAddress
      stream.pointee.avail_out = 1
      let code = CZlib.inflate(stream, Z_NO_FLUSH)
      return stream.pointee.avail_out == 0 ? Z_OK : code
    }
  }
}
