internal import CNGHTTP2

/// One HTTP/2 connection without any I/O: bytes in, events out, bytes out.
///
/// nghttp2 speaks the protocol; its callbacks only record, and whoever owns the session acts on
/// the events after `receive` or `send` has returned. Errors are final: after one, `send` what is
/// left (a GOAWAY frame) and close the connection.
package struct Session: ~Copyable {
  /// nghttp2_session *, owned.
  let handle: OpaquePointer
  /// Kept alive here; nghttp2 borrows it as the session's user data.
  let recorder: Recorder
  /// What nghttp2 takes its memory from.
  private let memory = SessionMemory()

  /// A session that has its SETTINGS frame ready to be sent.
  package init(_ settings: SessionSettings) throws(HTTP2Error) {
    let recorder = Recorder(settings: settings)
    self.recorder = recorder
    let functions = memory.functions
    handle = try SessionCallbacks.withTable { (table) throws(HTTP2Error) in
      try Self.make(settings, table, recorder, functions)
    }
  }

  deinit {
    // Their buffers are of the session's memory.
    recorder.forgetHeaders()
    nghttp2_session_del(handle)
  }

  /// Reads bytes from the peer; `takeEvents` then says what they meant.
  ///
  /// The input must stay as it is until the events have been taken, as `.data` points into it.
  package func receive(
    _ input: UnsafeRawBufferPointer, nowNanoseconds: UInt64
  ) throws(HTTP2Error) {
    guard let start = input.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    let refused = recorder.count(input, nowNanoseconds: nowNanoseconds)
    let allowed = refused ?? input.count
    recorder.inputStart = start
    defer { recorder.inputStart = nil }
    let taken = nghttp2_session_mem_recv(handle, start, allowed)
    if taken == allowed {
      if refused != nil { throw endForViolation() }
      return
    }
    let error = recorder.violation ?? Self.error(Int32(truncatingIfNeeded: taken))
    terminate(error.code == .flood ? .enhanceYourCalm : .protocolError, reason: error.message)
    throw error
  }

  /// How many bytes of headers were decoded since this was asked last, as HTTP/2 counts them.
  package func takeHeaderBytes() -> Int {
    defer { recorder.headerBytes = 0 }
    return recorder.headerBytes
  }

  /// Counts a piece of a message that is out of proportion to its frame; throws when there were too
  /// many.
  package func countFragment() throws(HTTP2Error) {
    if !recorder.spendControlFrame() { throw endForViolation() }
  }

  /// Gives back for a message that has come to its end.
  package func countMessage() {
    recorder.budget.earn()
  }

  private func endForViolation() -> HTTP2Error {
    let error = recorder.violation ?? HTTP2Error(.flood, "too_many_frames")
    terminate(.enhanceYourCalm, reason: error.message)
    return error
  }

  /// Hands over what has happened since the last call, in order, and forgets it.
  package func takeEvents(
    ofStreams onStream: (StreamEvent, Stream) -> Void,
    ofConnection onConnection: (ConnectionEvent) -> Void = { _ in }
  ) {
    recorder.takersUnderWay += 1
    while let event = recorder.events.popFirst() {
      switch event {
      case .ofStream(let stream, let event):
        // It stays where it is until its memory is used again below.
        stream._withUnsafeGuaranteedRef { onStream(event, $0) }
      case .ofConnection(let event): onConnection(event)
      }
    }
    recorder.takersUnderWay -= 1
    if recorder.takersUnderWay == 0 { recorder.streams.recycle() }
  }

  /// Copies frames that are ready to be sent, one behind the other, until there are no more or less
  /// than `reserve` bytes are left; says how many bytes those are, and lends a piece for which there
  /// was no room at all.
  ///
  /// That piece lives until the session is used again.
  package func send(
    into space: UnsafeMutableRawBufferPointer, reserve: Int
  ) throws(HTTP2Error) -> (byteCount: Int, excess: UnsafeRawBufferPointer?) {
    guard let start = space.baseAddress else { return (0, nil) }
    var used = 0
    while space.count - used >= reserve {
      var frame: UnsafePointer<UInt8>?  // borrowed from the session until the next call
      let count = nghttp2_session_mem_send(handle, &frame)
      if count < 0 { throw Self.error(Int32(truncatingIfNeeded: count)) }
      guard count > 0, let frame else { break }
      guard count <= space.count - used else {
        return (used, UnsafeRawBufferPointer(start: frame, count: count))
      }
      (start + used).copyMemory(from: frame, byteCount: count)
      used += count
    }
    return (used, nil)
  }

  /// Lends the frames that are ready to be sent, one after the other, for as long as `body`
  /// answers true; each lives only during its call.
  package func send(_ body: (UnsafeRawBufferPointer) -> Bool) throws(HTTP2Error) {
    while true {
      var frame: UnsafePointer<UInt8>?  // borrowed from the session until the next call
      let count = nghttp2_session_mem_send(handle, &frame)
      if count < 0 { throw Self.error(Int32(truncatingIfNeeded: count)) }
      if count == 0 { return }
      if !body(UnsafeRawBufferPointer(start: frame, count: count)) { return }
    }
  }

  /// Whether the session still has a use for bytes from the peer.
  package var wantsRead: Bool { nghttp2_session_want_read(handle) != 0 }

  /// Whether the session has something to send.
  package var wantsWrite: Bool { nghttp2_session_want_write(handle) != 0 }

  /// The streams that are open.
  package var openStreams: [Stream] { recorder.streams.open }

  /// How many streams are open.
  package var openStreamCount: Int { recorder.streams.openCount }

  /// Whether no stream is open.
  package var isQuiet: Bool { recorder.streams.openCount == 0 }

  /// How much memory is kept for streams to come: what nghttp2 gave back, and the headers of the last
  /// ones. Unit: bytes.
  package var spareBytes: Int { memory.spareBytes + recorder.heldHeaderBytes }

  /// How many closed streams keep their memory, which the next ones use.
  package var spareStreamCount: Int { recorder.streams.spareCount }

  /// Gives back everything that is kept for streams to come.
  package func forgetSpares() {
    recorder.streams.forgetSpares()
    recorder.forgetLastHeaders()
    memory.forgetSpares()
  }

  /// Gives back everything that is kept for streams to come, once the connection is lost and the events
  /// of its end have been taken; in the middle of that, nothing.
  package func forgetClosedStreams() {
    guard recorder.takersUnderWay == 0 else { return }
    // Nobody takes those that are left, and they must not outlive their streams.
    recorder.events.removeAll()
    recorder.streams.forgetClosed()
    recorder.forgetHeaders()
    memory.forgetSpares()
  }

  /// Gives back memory that is kept for streams to come, and by open ones that have sent everything; to
  /// be called now and then.
  package func trim() {
    recorder.streams.trim()
    recorder.trimHeaders()
    memory.trim()
  }

  /// How many bytes wait to be sent on all streams together.
  package var unsentBytes: Int { recorder.unsentBytes }

  /// How many bytes of bodies were sent so far on all streams together.
  package var sentBytes: Int { recorder.sentBytes }

  /// How many frames other than DATA wait to be sent.
  package var queuedFrames: Int { nghttp2_session_get_outbound_queue_size(handle) }

  /// How many bytes the peer may send before we have to open the connection's window further.
  package var receiveWindow: Int { Int(nghttp2_session_get_local_window_size(handle)) }

  /// The number of the frame that has begun and is not complete.
  package var incompleteFrame: Int? {
    recorder.walk.isInsideFrame ? recorder.walk.frameCount : nil
  }

  /// The stream whose header block has begun and not ended.
  package var headerBlockStreamID: Int32? {
    recorder.blockStreamID == 0 ? nil : recorder.blockStreamID
  }

  /// Sends a PING; its answer is the event `.pingAcknowledged`.
  package func ping() {
    nghttp2_submit_ping(handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
  }

  /// Tells the peer that the connection will go away soon, while still taking its streams.
  package func announceShutdown() {
    nghttp2_submit_shutdown_notice(handle)
  }

  /// Tells the peer which stream is the last that is taken; later ones are refused.
  package func goAway() {
    nghttp2_submit_goaway(
      handle, UInt8(NGHTTP2_FLAG_NONE.rawValue), nghttp2_session_get_last_proc_stream_id(handle),
      ErrorCode.noError.rawValue, nil, 0)
  }

  /// Ends the connection with GOAWAY frames as the last ones; the first says why.
  package func terminate(_ code: ErrorCode, reason: String) {
    var reason = reason
    reason.withUTF8 { text in
      _ = nghttp2_submit_goaway(
        handle, UInt8(NGHTTP2_FLAG_NONE.rawValue),
        nghttp2_session_get_last_proc_stream_id(handle), code.rawValue, text.baseAddress,
        text.count)
    }
    terminate(code)
  }

  /// Ends the connection with a GOAWAY frame as the last one.
  package func terminate(_ code: ErrorCode) {
    nghttp2_session_terminate_session(handle, code.rawValue)
  }

  /// Closes every open stream without a word to the peer, because the connection is lost. Nothing can be
  /// sent afterwards.
  package func abandonStreams() {
    recorder.isAbandoned = true
    for stream in recorder.streams.open {
      nghttp2_session_set_stream_user_data(handle, stream.id, nil)
      recorder.close(stream)
      recorder.events.append(.closed(.internalError), on: stream)
    }
  }
}

extension Session {
  private static func make(
    _ settings: SessionSettings, _ callbacks: OpaquePointer, _ recorder: Recorder,
    _ memory: nghttp2_mem
  ) throws(HTTP2Error) -> OpaquePointer {
    var options: OpaquePointer?  // nghttp2_option *, owned
    guard nghttp2_option_new(&options) == 0, let options else {
      throw HTTP2Error(.internalFault, "no memory for a session")
    }
    defer { nghttp2_option_del(options) }
    nghttp2_option_set_no_auto_window_update(options, 1)
    nghttp2_option_set_no_closed_streams(options, 1)
    // A server looks at requests itself (`RequestForm`): once for many that are alike, not at each.
    if settings.role == .server { nghttp2_option_set_no_http_messaging(options, 1) }
    // Our own count comes first; the library's is the second lock on the same door.
    nghttp2_option_set_stream_reset_rate_limit(
      options, UInt64(settings.streamResetBurst * 2), UInt64(settings.streamResetsPerSecond * 2))
    // nghttp2 counts each piece in which the nine bytes of a frame's header come, so a slow network
    // would look like a flood; the walk along the frames counts the frames themselves.
    let headerPieces = 9
    nghttp2_option_set_max_continuations(options, (settings.maxContinuations + 1) * headerPieces)
    nghttp2_option_set_max_settings(options, settings.maxSettingsEntries)
    nghttp2_option_set_max_outbound_ack(options, settings.maxOutboundAcknowledgements)
    var handle: OpaquePointer?
    let userData = Unmanaged.passUnretained(recorder).toOpaque()
    // The library copies the functions.
    var memory = memory
    let result =
      switch settings.role {
      case .server: nghttp2_session_server_new3(&handle, callbacks, userData, options, &memory)
      case .client: nghttp2_session_client_new3(&handle, callbacks, userData, options, &memory)
      }
    try check(result)
    guard let handle else { throw HTTP2Error(.internalFault, "no memory for a session") }
    do {
      try check(submitSettings(settings, on: handle))
    } catch {
      nghttp2_session_del(handle)
      throw error
    }
    return handle
  }

  private static func submitSettings(
    _ settings: SessionSettings, on handle: OpaquePointer
  ) -> Int32 {
    var entries = [
      entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, UInt32(settings.streamWindowBytes)),
      entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, UInt32(settings.maxHeaderBytes)),
    ]
    switch settings.role {
    case .server:
      entries.append(entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings.maxConcurrentStreams))
    case .client:
      entries.append(entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
    }
    let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
    let result = nghttp2_submit_settings(handle, none, entries, entries.count)
    guard result == 0 else { return result }
    return nghttp2_session_set_local_window_size(handle, none, 0, settings.connectionWindowBytes)
  }

  private static func entry(_ id: nghttp2_settings_id, _ value: UInt32) -> nghttp2_settings_entry {
    nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: value)
  }

  static func check(_ result: Int32) throws(HTTP2Error) {
    guard result < 0 else { return }
    throw error(result)
  }

  /// What an error number of nghttp2 means to us.
  static func error(_ number: Int32) -> HTTP2Error {
    let message = String(cString: nghttp2_strerror(number))
    switch nghttp2_error(number) {
    case NGHTTP2_ERR_BAD_CLIENT_MAGIC: return HTTP2Error(.notHTTP2, message)
    case NGHTTP2_ERR_FLOODED, NGHTTP2_ERR_TOO_MANY_CONTINUATIONS, NGHTTP2_ERR_TOO_MANY_SETTINGS:
      return HTTP2Error(.flood, message)
    case NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE, NGHTTP2_ERR_START_STREAM_NOT_ALLOWED:
      return HTTP2Error(.noMoreStreams, message)
    case NGHTTP2_ERR_NOMEM, NGHTTP2_ERR_CALLBACK_FAILURE, NGHTTP2_ERR_INVALID_ARGUMENT:
      return HTTP2Error(.internalFault, message)
    default: return HTTP2Error(.protocolViolation, message)
    }
  }
}
