internal import HTTP2
internal import NIOCore

extension ServerConnection: HTTP2ConnectionDelegate {
  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer) {
    switch event {
    case .headers(isFirst: true, let endsStream, let isOversized):
      accept(stream, endsStream: endsStream, isOversized: isOversized)
    case .headers(isFirst: false, let endsStream, _):
      // A request's trailers say nothing that gRPC knows of.
      _ = stream.takeHeaders(isFirst: false)
      if endsStream { call(stream)?.receiveEnd() }
    case .data(let range, let endsStream):
      receive(UnsafeRawBufferPointer(rebasing: input[range]), on: stream, endsStream: endsStream)
    case .endOfStream:
      call(stream)?.receiveEnd()
    case .sentEndOfStream:
      // The rest of the request is of no use any more (RFC 9113, section 8.1).
      connection.session.reset(stream, .noError)
    case .drained:
      call(stream)?.drained()
    case .closed(let code):
      closed(stream, code)
    }
  }

  func handle(_ event: ConnectionEvent) {
    switch event {
    case .settings:
      isSetUp = true
    case .pingAcknowledged:
      finishDrain()
    case .goAway:
      break
    }
  }

  func readCompleted() {
    startTimeouts()
  }

  /// Gives back some of the memory that is kept for calls to come.
  func trim() {
    connection.session.trim()
  }

  private func accept(_ stream: HTTP2.Stream, endsStream: Bool, isOversized: Bool) {
    guard load.streamBegins() else {
      // Nothing was done for it, so that the client may safely try again.
      connection.session.reset(stream, .refusedStream)
      return
    }
    if !endsStream, !isOversized, waitAgain(on: stream) { return }
    let kind = stream.headers.withView {
      RequestKind($0, isOversized: isOversized, methods: methods)
    }
    switch kind {
    case .call(let method, let encoding, let timeout)
    where methods[method].answersAtOnce && !endsStream:
      waitForMessage(on: stream, method: method, encoding, timeout)
    case .call(let method, let encoding, let timeout):
      makeCall(stream, methods[method], encoding, timeout).begin(endsStream: endsStream)
    case .healthz:
      let answer = healthz()
      answerPlainly(stream, status: answer.isHealthy ? "200" : "503", body: answer.body)
    case .refused(let answer):
      RequestMark.answered.note(in: stream)
      respondOnly(stream, answer)
    case .notGRPC(let status, let message):
      answerPlainly(
        stream, status: status, body: message, allow: status == "405" ? "POST" : nil)
    }
  }

  /// A call for a stream.
  func makeCall(
    _ stream: HTTP2.Stream, _ method: Method, _ encoding: MessageEncoding, _ timeout: Duration?
  ) -> ServerStream {
    let call = ServerStream(
      server: self, stream: stream, method: method, encoding: encoding, timeout: timeout)
    RequestMark.called.note(in: stream)
    stream.owner = call
    recount(call)
    return call
  }

  private func answerPlainly(
    _ stream: HTTP2.Stream, status: String, body: String, allow: String? = nil
  ) {
    RequestMark.answered.note(in: stream)
    var body = body
    let headers = ResponseHeaders.plain(
      status: status, contentLength: body.utf8.count, allow: allow)
    attempt(stream) { () throws(HTTP2Error) in
      try connection.session.respond(stream, headers)
    }
    body.withUTF8 { connection.session.append(UnsafeRawBufferPointer($0), to: stream) }
    connection.session.end(stream)
  }

  private func receive(
    _ bytes: UnsafeRawBufferPointer, on stream: HTTP2.Stream, endsStream: Bool
  ) {
    if endsStream, case .waiting(let method, let encoding) = RequestMark(stream.mark),
      !holdsTooMuch(), answerWhole(bytes, on: stream, method: method, encoding)
    {
      connection.session.countMessage()
      return
    }
    guard let call = call(stream) else {
      connection.session.consume(bytes.count, of: stream)
      return
    }
    let received = call.inbound.receivedCount
    call.lastReceived = connection.lastReadTime
    call.receive(bytes)
    recount(call)
    if !endIfTooMuch(call) {
      countFragment(bytes.count, completesMessage: call.inbound.receivedCount > received)
    }
    if endsStream { call.receiveEnd() }
  }

  /// Counts what carries next to nothing of a message as if it carried nothing.
  private func countFragment(_ byteCount: Int, completesMessage: Bool) {
    if completesMessage {
      connection.session.countMessage()
    } else if byteCount < limits.fragmentBytes {
      do throws(HTTP2Error) {
        try connection.session.countFragment()
      } catch {
        connection.fail()
      }
    }
  }

  private func closed(_ stream: HTTP2.Stream, _ code: ErrorCode) {
    if !stalls.isEmpty { stalls[stream.id] = nil }
    switch RequestMark(stream.mark) {
    case .none: return noteQuiet()
    case .answered: break
    case .called: end(stream.owner.take(), code)
    case .waiting: forgetWait(of: stream)
    }
    load.streamEnds()
    noteQuiet()
  }

  /// Ends a call whose stream is closed.
  private func end(_ owner: AnyObject?, _ code: ErrorCode) {
    guard let owner else { return }
    let call = unsafeDowncast(owner, to: ServerStream.self)
    call.closed(code)
    held.ofCalls -= call.countedBytes
    call.countedBytes = 0
  }

  /// Remembers the time when nothing goes on any more; asking for it each time would cost more than
  /// many a call.
  func noteQuiet() {
    if isQuiet { quietSince = .now() }
  }
}
