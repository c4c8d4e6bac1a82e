internal import NIOCore
internal import NIOPosix

/// Inflates and deflates messages, small ones where the caller is and large ones on a thread of
/// the blocking pool, so that no event loop is held up for more than about a millisecond.
///
/// A message is exactly one gzip member (RFC 1952); several in a row are refused, as gRPC's core
/// library refuses them, and so is a compressed message of no bytes at all.
enum Gzip {
  /// Up to how many compressed bytes a message is inflated on the event loop. No more than
  /// `MessageLimits.harmlessBytes` can come out of so few.
  static let inlineInflateBytes = 8 * 1024
  /// Up to how many bytes a message is deflated on the event loop.
  static let inlineDeflateBytes = 32 * 1024
  /// How many bytes come out of one at the very most (zlib's technical notes).
  private static let greatestRatio = 1032

  static let noMemory = Status(.resourceExhausted, "there is no memory left for compression")

  /// The status for a message that is not one gzip member.
  static func broken(_ reason: String) -> Status {
    Status(.internalError, "a compressed message is not one whole gzip member: \(reason)")
  }

  /// The status for a message that inflates to more than it may.
  static func tooLarge(_ maxBytes: Int) -> Status {
    Status(
      .resourceExhausted,
      "a compressed message inflates to more than the \(maxBytes) bytes that it may")
  }

  /// Inflates a message within the limits, wherever that is best done.
  static func inflate(
    _ message: ByteBuffer, _ limits: MessageLimits
  ) async throws(Status) -> ByteBuffer {
    if message.readableBytes <= inlineInflateBytes { return try inflateNow(message, limits) }
    return try await offLoop { () throws(Status) in try inflateNow(message, limits) }
  }

  /// Deflates a message, wherever that is best done.
  static func deflate(_ message: ByteBuffer) async throws(Status) -> ByteBuffer {
    if message.readableBytes <= inlineDeflateBytes { return try deflateNow(message) }
    return try await offLoop { () throws(Status) in try deflateNow(message) }
  }

  /// Inflates a message within the limits on this thread.
  static func inflateNow(
    _ message: ByteBuffer, _ limits: MessageLimits
  ) throws(Status) -> ByteBuffer {
    var inflater = try Inflater()
    let count = message.readableBytes
    let maxBytes = limits.maxInflatedBytes(from: count)
    // What the trailer says is the size of an honest message, so that memory is taken but once.
    let claimed = message.getInteger(
      at: message.readerIndex + max(0, count - 4), endianness: .little, as: UInt32.self)
    let expected = min(Int(claimed ?? 0), count * greatestRatio)
    let output = message.withUnsafeReadableBytes { input -> Result<ByteBuffer, Status> in
      do throws(Status) {
        return .success(
          try inflater.inflate(
            input, reserving: expected <= maxBytes ? expected : 0, maxBytes: maxBytes))
      } catch {
        return .failure(error)
      }
    }
    return try output.get()
  }

  /// Deflates a message on this thread.
  static func deflateNow(_ message: ByteBuffer) throws(Status) -> ByteBuffer {
    var deflater = try Deflater()
    let output = message.withUnsafeReadableBytes { input -> Result<ByteBuffer, Status> in
      do throws(Status) {
        return .success(try deflater.deflate(input))
      } catch {
        return .failure(error)
      }
    }
    return try output.get()
  }

  /// Runs work on the blocking pool and comes back.
  private static func offLoop(
    _ work: @escaping @Sendable () throws(Status) -> ByteBuffer
  ) async throws(Status) -> ByteBuffer {
    do {
      return try await NIOThreadPool.singleton.runIfActive(work)
    } catch let status as Status {
      throw status
    } catch {
      // The pool gives up only when the task is cancelled before its turn.
      throw Status(.cancelled, "the task was cancelled")
    }
  }
}
