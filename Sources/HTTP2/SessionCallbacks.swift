internal import CNGHTTP2

/// The functions that nghttp2 calls while it reads and writes. They only record.
///
/// There is none for the texts of its errors: writing one for each bad header field would cost us more
/// than the field costs its sender.
enum SessionCallbacks {
  /// Lends a table of all the callbacks, which nghttp2 copies into a new session.
  static func withTable<Result>(
    _ body: (OpaquePointer) throws(HTTP2Error) -> Result
  ) throws(HTTP2Error) -> Result {
    var table: OpaquePointer?  // nghttp2_session_callbacks *, owned
    guard nghttp2_session_callbacks_new(&table) == 0, let table else {
      throw HTTP2Error(.internalFault, "no memory for a session")
    }
    defer { nghttp2_session_callbacks_del(table) }
    nghttp2_session_callbacks_set_on_begin_headers_callback(table, beginHeaders)
    nghttp2_session_callbacks_set_on_header_callback2(table, header)
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, dataChunk)
    nghttp2_session_callbacks_set_on_frame_recv_callback(table, frameReceived)
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(table, invalidFrame)
    nghttp2_session_callbacks_set_on_frame_send_callback(table, frameSent)
    nghttp2_session_callbacks_set_on_stream_close_callback(table, streamClosed)
    return try body(table)
  }

  private static let goOn: Int32 = 0
  private static let stop = Int32(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)

  /// Lends the recorder. References are not counted here: the session keeps it alive, and these
  /// functions run several times a call.
  private static func withRecorder(
    _ userData: UnsafeMutableRawPointer?, _ body: (Recorder) -> Int32
  ) -> Int32 {
    guard let userData else { return stop }
    return Unmanaged<Recorder>.fromOpaque(userData)._withUnsafeGuaranteedRef(body)
  }

  /// Lends a stream that is known, in the same way.
  @discardableResult
  private static func withStream<Result>(
    _ session: OpaquePointer?, _ id: Int32, _ recorder: Recorder, _ body: (Stream) -> Result
  ) -> Result? {
    if let last = recorder.last(id) { return last._withUnsafeGuaranteedRef(body) }
    guard let pointer = nghttp2_session_get_stream_user_data(session, id) else { return nil }
    return Unmanaged<Stream>.fromOpaque(pointer)._withUnsafeGuaranteedRef { stream in
      recorder.note(stream)
      return body(stream)
    }
  }

  /// Resets a stream whose message is malformed (RFC 9113, section 8.1.1), and tells nothing more of it.
  private static func refuse(
    _ session: OpaquePointer?, _ id: Int32, _ recorder: Recorder
  ) -> Int32 {
    let wasRefused = withStream(session, id, recorder) { stream in
      defer { stream.isRefused = true }
      return stream.isRefused
    }
    if wasRefused == true { return goOn }
    nghttp2_submit_rst_stream(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, NGHTTP2_PROTOCOL_ERROR.rawValue)
    // A stream that the peer makes us reset costs as much as one that it resets itself.
    return recorder.spendReset() ? goOn : stop
  }

  private static let beginHeaders: nghttp2_on_begin_headers_callback = {
    session, frame, userData in
    withRecorder(userData) { recorder in
      guard let frame else { return stop }
      let id = frame.pointee.hd.stream_id
      if frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST {
        let opened = recorder.streams.open(id: id)
        let isKnown = nghttp2_session_set_stream_user_data(session, id, opened.toOpaque()) == 0
        opened._withUnsafeGuaranteedRef { stream in
          guard isKnown else { return recorder.close(stream) }
          recorder.note(stream)
          recorder.beginBlock(stream)
        }
      } else {
        withStream(session, id, recorder) { if !$0.isRefused { recorder.beginBlock($0) } }
      }
      return goOn
    }
  }

  private static let header: nghttp2_on_header_callback2 = {
    _, frame, name, value, _, userData in
    withRecorder(userData) { recorder in
      guard let name, let value else { return stop }
      guard recorder.blockStreamID == frame?.pointee.hd.stream_id else { return goOn }
      return recorder.record(name, value) ? goOn : stop
    }
  }

  private static let dataChunk: nghttp2_on_data_chunk_recv_callback = {
    session, _, id, data, count, userData in
    withRecorder(userData) { recorder in
      guard let start = recorder.inputStart, let data else { return stop }
      // nghttp2 hands out a part of the input itself, so that its place there says it all.
      let offset = data - start
      let isTaken = withStream(session, id, recorder) { stream in
        !stream.isRefused && recorder.takeData(offset..<(offset + count), on: stream)
      }
      guard isTaken == false else { return goOn }
      nghttp2_session_consume_connection(session, count)
      return refuse(session, id, recorder)
    }
  }

  private static let frameReceived: nghttp2_on_frame_recv_callback = {
    session, frame, userData in
    withRecorder(userData) { recorder in
      guard let frame else { return stop }
      let header = frame.pointee.hd
      let endsStream = UInt32(header.flags) & NGHTTP2_FLAG_END_STREAM.rawValue != 0
      let isAcknowledgement = UInt32(header.flags) & NGHTTP2_FLAG_ACK.rawValue != 0
      switch UInt32(header.type) {
      case NGHTTP2_HEADERS.rawValue:
        if !recorder.endBlock(endsStream: endsStream) {
          return refuse(session, header.stream_id, recorder)
        }
      case NGHTTP2_DATA.rawValue where endsStream:
        let isWhole = withStream(session, header.stream_id, recorder) { stream in
          stream.isRefused || recorder.endData(stream)
        }
        if isWhole == false { return refuse(session, header.stream_id, recorder) }
      case NGHTTP2_SETTINGS.rawValue where !isAcknowledgement:
        recorder.events.append(.settings)
      case NGHTTP2_PING.rawValue where isAcknowledgement:
        recorder.events.append(.pingAcknowledged)
      case NGHTTP2_GOAWAY.rawValue:
        let goAway = frame.pointee.goaway
        recorder.events.append(
          .goAway(lastStreamID: goAway.last_stream_id, ErrorCode(wire: goAway.error_code)))
      default: break
      }
      return goOn
    }
  }

  private static let invalidFrame: nghttp2_on_invalid_frame_recv_callback = {
    _, _, _, userData in
    // A stream that the peer makes us reset costs as much as one that it resets itself.
    withRecorder(userData) { $0.spendReset() ? goOn : stop }
  }

  private static let frameSent: nghttp2_on_frame_send_callback = { session, frame, userData in
    withRecorder(userData) { recorder in
      guard let frame else { return stop }
      let header = frame.pointee.hd
      switch UInt32(header.type) {
      case NGHTTP2_DATA.rawValue:
        recorder.budget.earn()
        recorder.pingStrikes.forget()
      case NGHTTP2_HEADERS.rawValue:
        recorder.pingStrikes.forget()
        if frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST {
          withStream(session, header.stream_id, recorder) { $0.hasSentRequest = true }
        }
      default: return goOn
      }
      guard UInt32(header.flags) & NGHTTP2_FLAG_END_STREAM.rawValue != 0 else { return goOn }
      withStream(session, header.stream_id, recorder) { stream in
        if !stream.isRemoteEnded { recorder.events.append(.sentEndOfStream, on: stream) }
      }
      return goOn
    }
  }

  private static let streamClosed: nghttp2_on_stream_close_callback = {
    session, id, code, userData in
    // An error from here leaks memory in nghttp2 1.52, so it never gives one.
    _ = withRecorder(userData) { recorder in
      withStream(session, id, recorder) { stream in
        recorder.events.append(.closed(ErrorCode(wire: code)), on: stream)
        recorder.close(stream)
      }
      return goOn
    }
    return goOn
  }
}
