internal import HTTP2
internal import NIOCore

/// Requests whose method may answer at once: until one needs more than that, it has no call.
///
/// Most come whole in one piece, right behind their headers, and are answered where they were received.
extension ServerConnection {
  /// Remembers that a request's headers have come, and waits for its message.
  func waitForMessage(
    on stream: HTTP2.Stream, method: Int, _ encoding: MessageEncoding, _ timeout: Duration?
  ) {
    RequestMark.waiting(method: method, encoding).note(in: stream)
    held.ofCalls += Self.heldBytes(of: stream)
    if let timeout {
      timeouts[stream.id] = (stream, timeout)
    } else {
      stream.firstHeaders?.mark = stream.mark
    }
  }

  /// Does the same for headers that came before, and that were understood then; false for others.
  func waitAgain(on stream: HTTP2.Stream) -> Bool {
    let mark = stream.headersMark
    guard case .waiting = RequestMark(mark) else { return false }
    stream.mark = mark
    held.ofCalls += Self.heldBytes(of: stream)
    return true
  }

  /// Forgets a request that has waited; its time is what was left of it.
  private func endWait(of stream: HTTP2.Stream, _ mark: RequestMark) -> Duration? {
    held.ofCalls -= Self.heldBytes(of: stream)
    mark.note(in: stream)
    return timeouts.isEmpty ? nil : timeouts.removeValue(forKey: stream.id)?.timeout
  }

  /// Forgets a request whose stream is closed before its message came.
  func forgetWait(of stream: HTTP2.Stream) {
    _ = endWait(of: stream, .none)
  }

  /// What a request holds that waits: its headers, as `ServerStream.heldBytes` counts them.
  private static func heldBytes(of stream: HTTP2.Stream) -> Int { 2 * stream.headerBytes }

  /// Gives those requests a call whose time runs, so that it does; to be asked for when everything that was
  /// read is worked off.
  func startTimeouts() {
    for (stream, _) in Array(timeouts.values) { _ = call(stream) }
  }

  /// The call of a request that has waited for its message.
  func callInsteadOfWaiting(
    _ stream: HTTP2.Stream, method: Int, _ encoding: MessageEncoding
  ) -> ServerStream {
    let call = makeCall(stream, methods[method], encoding, endWait(of: stream, .called))
    call.begin(endsStream: false)
    return call
  }

  /// Answers a request whose message is what came last on its stream; false when it needs a call.
  func answerWhole(
    _ input: UnsafeRawBufferPointer, on stream: HTTP2.Stream, method number: Int,
    _ encoding: MessageEncoding
  ) -> Bool {
    guard let request = MessageDeframer.wholeMessage(input, atMost: messageLimits.maxBytes) else {
      return false
    }
    connection.session.consume(input.count, of: stream)
    let outcome = methods.with(number) { answerAtOnce($0, request, on: stream) }
    if case .answered = outcome {
      _ = endWait(of: stream, .answered)
      connection.session.end(stream, trailers: ResponseHeaders.ok)
      connection.setNeedsFlush()
    } else {
      let call = makeCall(
        stream, methods[number], encoding, endWait(of: stream, .called))
      call.proceed(after: outcome, withWhole: request)
    }
    return true
  }

  /// Asks the handler that answers at once.
  func answerAtOnce(
    _ method: Method, _ request: UnsafeRawBufferPointer, on stream: HTTP2.Stream
  ) -> ImmediateOutcome {
    // An answer that is to be compressed must not stay here.
    defer { immediateOutcome = .unanswered }
    do {
      try method.answerAtOnce(
        request, ImmediateCall(method: method, stream: stream, server: self))
      return immediateOutcome
    } catch {
      let status = HandlerRun.status(of: error, method.path, logger)
      if case .answered = immediateOutcome { return .failed(status, isAnswered: true) }
      return .failed(status, isAnswered: false)
    }
  }

  /// Sends the answer of a handler that answers at once: a message, whose bytes `fill` writes.
  func answer(
    _ stream: HTTP2.Stream, byteCount: Int, _ fill: (UnsafeMutableRawPointer) -> Void
  ) throws(Status) {
    guard case .unanswered = immediateOutcome else {
      throw Status(.internalError, "the call was answered before")
    }
    guard byteCount <= messageLimits.maxBytes else { throw messageLimits.tooLarge(byteCount) }
    if MessageCompression.automatic.isWanted(byteCount: byteCount),
      MessageEncoding.isGzipAccepted(by: stream.headers)
    {
      var answer = ByteBuffer()
      answer.writeWithUnsafeMutableBytes(minimumWritableBytes: byteCount) { memory in
        if let start = memory.baseAddress { fill(start) }
        return byteCount
      }
      immediateOutcome = .toCompress(answer)
    } else {
      respond(stream, nil, declaringGzip: false)
      MessageDeframer.withPrefix(length: byteCount) { prefix in
        connection.session.append(prefix, byteCount: byteCount, to: stream, fill)
      }
      immediateOutcome = .answered
    }
  }
}
