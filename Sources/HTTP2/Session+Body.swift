internal import CNGHTTP2

extension Session {
  /// What nghttp2 asks for the bytes of a stream's body; it borrows the stream.
  static func body(of stream: Stream) -> nghttp2_data_provider {
    nghttp2_data_provider(
      source: nghttp2_data_source(ptr: Unmanaged.passUnretained(stream).toOpaque()),
      read_callback: readBody)
  }

  private static let readBody: nghttp2_data_source_read_callback = {
    session, _, destination, limit, flags, source, userData in
    guard let pointer = source?.pointee.ptr, let destination, let flags, let userData else {
      return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    // References are not counted here, because the session keeps both alive.
    return Unmanaged<Recorder>.fromOpaque(userData)._withUnsafeGuaranteedRef { recorder in
      // nghttp2 does not know that the streams are gone.
      guard !recorder.isAbandoned else { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
      return Unmanaged<Stream>.fromOpaque(pointer)._withUnsafeGuaranteedRef { stream in
        let count = take(from: stream, recorder, into: destination, limit: limit)
        if stream.outbound.count > 0 { return count }
        return end(stream, session, count, &flags.pointee)
      }
    }
  }

  private static func take(
    from stream: Stream, _ recorder: Recorder, into destination: UnsafeMutablePointer<UInt8>,
    limit: Int
  ) -> Int {
    recorder.note(stream)
    let count = stream.outbound.take(into: destination, limit: limit)
    recorder.unsentBytes -= count
    recorder.sentBytes += count
    stream.sentBytes += count
    if let mark = stream.drainMark, stream.outbound.count <= mark {
      stream.drainMark = nil
      recorder.events.append(.drained, on: stream)
    }
    return count
  }

  /// Says what follows the last of the bytes that were appended so far; answers what the callback
  /// answers.
  private static func end(
    _ stream: Stream, _ session: OpaquePointer?, _ count: Int, _ flags: inout UInt32
  ) -> Int {
    switch stream.ending {
    case .open, .done:
      guard count == 0 else { return count }
      stream.isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    case .flag:
      flags |= NGHTTP2_DATA_FLAG_EOF.rawValue
      stream.ending = .done
      return count
    case .trailers(let trailers):
      return end(stream, session, count, &flags) { body in trailers.withNameValues(body) }
    case .preparedTrailers(let trailers):
      return end(stream, session, count, &flags) { body in trailers.withNameValues(body) }
    }
  }

  /// Submits trailers, for which nghttp2's documentation asks inside of the callback.
  private static func end(
    _ stream: Stream, _ session: OpaquePointer?, _ count: Int, _ flags: inout UInt32,
    _ withTrailers: ((UnsafeMutableBufferPointer<nghttp2_nv>) -> Int32) -> Int32
  ) -> Int {
    flags |= NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
    let result = withTrailers { fields in
      nghttp2_submit_trailer(session, stream.id, fields.baseAddress, fields.count)
    }
    if result != 0 { return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) }
    stream.ending = .done
    return count
  }
}
