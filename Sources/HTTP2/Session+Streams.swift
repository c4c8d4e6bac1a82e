internal import CNGHTTP2

extension Session {
  /// Opens a stream with a request, whose body is what is appended to the stream afterwards.
  package func request(_ headers: HeaderBlock, owner: AnyObject?) throws(HTTP2Error) -> Stream {
    guard nghttp2_session_check_request_allowed(handle) != 0 else {
      throw HTTP2Error(.noMoreStreams, "the connection is going away")
    }
    let stream = Stream(id: 0)
    let pointer = Unmanaged.passUnretained(stream).toOpaque()
    var body = Self.body(of: stream)
    let id = headers.withNameValues { fields in
      nghttp2_submit_request(handle, nil, fields.baseAddress, fields.count, &body, pointer)
    }
    try Self.check(id)
    stream.id = id
    stream.owner = owner
    recorder.streams.open(stream)
    return stream
  }

  /// Answers a request with headers; the body is what is appended to the stream afterwards.
  package func respond(_ stream: Stream, _ headers: HeaderBlock) throws(HTTP2Error) {
    guard !stream.isClosed else { return }
    try Self.check(headers.withNameValues { submitResponse(stream, $0) })
  }

  /// Answers a request with headers that were made once for all streams.
  package func respond(_ stream: Stream, _ headers: PreparedHeaders) throws(HTTP2Error) {
    guard !stream.isClosed else { return }
    try Self.check(headers.withNameValues { submitResponse(stream, $0) })
  }

  private func submitResponse(
    _ stream: Stream, _ fields: UnsafeMutableBufferPointer<nghttp2_nv>
  ) -> Int32 {
    var body = Self.body(of: stream)
    return nghttp2_submit_response(
      handle, stream.id, fields.baseAddress, fields.count, &body)
  }

  /// Answers a request with headers alone, which end the stream.
  package func respondOnly(_ stream: Stream, _ headers: HeaderBlock) throws(HTTP2Error) {
    guard !stream.isClosed else { return }
    stream.ending = .done
    let result = headers.withNameValues { fields in
      nghttp2_submit_response(handle, stream.id, fields.baseAddress, fields.count, nil)
    }
    try Self.check(result)
  }

  /// Appends bytes to what is to be sent on a stream whose headers have been submitted.
  package func append(_ bytes: UnsafeRawBufferPointer, to stream: Stream) {
    guard !stream.isClosed, case .open = stream.ending else { return }
    stream.outbound.append(bytes)
    recorder.unsentBytes += bytes.count
    resume(stream)
  }

  /// Appends what stands before a message, and the message's bytes, which `fill` writes, every one of
  /// them.
  package func append(
    _ prefix: UnsafeRawBufferPointer, byteCount: Int, to stream: Stream,
    _ fill: (UnsafeMutableRawPointer) -> Void
  ) {
    guard !stream.isClosed, case .open = stream.ending else { return }
    stream.outbound.append(prefix, byteCount: byteCount, fill)
    recorder.unsentBytes += prefix.count + byteCount
    resume(stream)
  }

  /// Ends our side of a stream once everything appended to it has been sent.
  package func end(_ stream: Stream) {
    end(stream, .flag)
  }

  /// Ends our side of a stream with trailers once everything appended to it has been sent.
  package func end(_ stream: Stream, trailers: HeaderBlock) {
    end(stream, .trailers(trailers))
  }

  /// Ends our side of a stream with trailers that were made once for all streams.
  package func end(_ stream: Stream, trailers: PreparedHeaders) {
    end(stream, .preparedTrailers(trailers))
  }

  private func end(_ stream: Stream, _ ending: Stream.Ending) {
    guard !stream.isClosed, case .open = stream.ending else { return }
    stream.ending = ending
    resume(stream)
  }

  /// Ends a stream at once, in both directions.
  package func reset(_ stream: Stream, _ code: ErrorCode) {
    guard !stream.isClosed else { return }
    nghttp2_submit_rst_stream(
      handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream.id, code.rawValue)
  }

  /// Lets the peer send as many bytes more on a stream and on the connection.
  ///
  /// For a stream on which nothing more can come, only the connection's window grows.
  package func consume(_ byteCount: Int, of stream: Stream) {
    guard byteCount > 0 else { return }
    if stream.isClosed || stream.isRemoteEnded {
      nghttp2_session_consume_connection(handle, byteCount)
    } else {
      nghttp2_session_consume(handle, stream.id, byteCount)
    }
  }

  /// Tells nghttp2 that a stream has something to send again.
  private func resume(_ stream: Stream) {
    guard stream.isDeferred else { return }
    stream.isDeferred = false
    nghttp2_session_resume_data(handle, stream.id)
  }
}

extension HeaderBlock {
  /// Lends the fields in nghttp2's form, which the library copies.
  func withNameValues<Result>(
    _ body: (UnsafeMutableBufferPointer<nghttp2_nv>) -> Result
  ) -> Result {
    withUnsafeBytes { buffer in
      withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: fields.count) { values in
        for (index, field) in fields.enumerated() {
          let parts = parts(of: field, in: buffer)
          values.initializeElement(
            at: index, to: nghttp2_nv(parts.name, parts.value, hasStaticName: field.name != .other))
        }
        return body(values)
      }
    }
  }
}

extension nghttp2_nv {
  /// A field that borrows its bytes; the library only reads them, whatever C's type says.
  /// Names that we know live as long as the program, so that they need not be copied.
  fileprivate init(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, hasStaticName: Bool
  ) {
    self.init(
      name: UnsafeMutablePointer(mutating: name.assumingMemoryBound(to: UInt8.self).baseAddress),
      value: UnsafeMutablePointer(mutating: value.assumingMemoryBound(to: UInt8.self).baseAddress),
      namelen: name.count, valuelen: value.count,
      flags: UInt8(
        hasStaticName
          ? NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue : NGHTTP2_NV_FLAG_NONE.rawValue))
  }
}
