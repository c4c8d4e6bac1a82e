internal import HTTP2

/// Gives an HTTP/2 session a peer's bytes, and checks what it tells of and what it sends.
final class SessionProbe {
  /// The same moment for every byte: pieces must not earn what the whole does not.
  private static let nowNanoseconds: UInt64 = 1

  let session: Session
  let settings: SessionSettings
  private(set) var transcript = Transcript()
  /// Whether the session has failed; it takes no more bytes then.
  private(set) var hasFailed = false
  /// The streams that events or requests made known, by id.
  var ledgers: [Int32: StreamLedger] = [:]
  /// What is done when a request's headers have come.
  var onHeaders: ((HTTP2.Stream) throws(Finding) -> Void)?
  private var sent: SentFrames
  private var finding: Finding?
  /// How many entries the transcript had when everything was checked last.
  private var checkedEntries = 0

  init(_ settings: SessionSettings) throws(Finding) {
    self.settings = settings
    let preface = settings.role == .client ? RawFrames.clientPreface.count : 0
    sent = SentFrames(prefaceBytes: preface)
    do throws(HTTP2Error) {
      session = try Session(settings)
    } catch {
      throw Finding("no session: \(error.message)")
    }
  }

  /// Reads bytes as one piece.
  func receive(_ piece: [UInt8]) throws(Finding) {
    guard !hasFailed else { return }
    piece.withUnsafeBytes { input in
      var failure: HTTP2Error?
      do throws(HTTP2Error) {
        try session.receive(input, nowNanoseconds: Self.nowNanoseconds)
      } catch {
        failure = error
      }
      takeEvents(input)
      if let failure { fail(failure) }
    }
    // A piece that led to no event changed nothing that could be checked.
    if transcript.entries.count > checkedEntries { try check() }
  }

  /// Sends what is ready, up to so many frames.
  func send(frames: Int = .max) throws(Finding) {
    var left = frames
    do throws(HTTP2Error) {
      try session.send { frame in
        note { () throws(Finding) in try sent.receive(frame) }
        left -= 1
        return left > 0
      }
    } catch {
      fail(error)
    }
    takeEvents(UnsafeRawBufferPointer(start: nil, count: 0))
    try check()
  }

  /// Closes what is open, as when the channel is lost.
  func abandon() throws(Finding) {
    session.abandonStreams()
    takeEvents(UnsafeRawBufferPointer(start: nil, count: 0))
    try check()
    try expect(session.isQuiet, "streams are open after all were abandoned")
    try expect(session.unsentBytes == 0, "\(session.unsentBytes) bytes wait on no stream")
    for ledger in ledgers.values {
      try expect(ledger.isClosed, "nobody was told that stream \(ledger.stream.id) is closed")
    }
  }

  /// Notes what a step found, for the next check to throw.
  func note(_ step: () throws(Finding) -> Void) {
    do throws(Finding) {
      try step()
    } catch {
      finding = finding ?? error
    }
  }

  private func fail(_ error: HTTP2Error) {
    guard !hasFailed else { return }
    hasFailed = true
    transcript.append(error)
  }

  private func takeEvents(_ input: UnsafeRawBufferPointer) {
    session.takeEvents(
      ofStreams: { event, stream in
        let headers = Self.headers(of: event, on: stream)
        transcript.append(event, on: stream.id, headers: headers, input: input)
        note { () throws(Finding) in try take(event, on: stream, headers, input) }
      }, ofConnection: { transcript.append($0) })
  }

  private static func headers(of event: StreamEvent, on stream: HTTP2.Stream) -> HeaderBlock? {
    guard case .headers(let isFirst, _, _) = event else { return nil }
    return stream.takeHeaders(isFirst: isFirst)
  }

  private func take(
    _ event: StreamEvent, on stream: HTTP2.Stream, _ headers: HeaderBlock?,
    _ input: UnsafeRawBufferPointer
  ) throws(Finding) {
    switch event {
    case .headers(_, let endsStream, let isOversized):
      try takeHeaders(
        stream, headers ?? HeaderBlock(), endsStream: endsStream, isOversized: isOversized)
    case .data(let range, let endsStream):
      try expect(
        range.lowerBound >= 0 && range.upperBound <= input.count, "data lie outside of the input")
      try update(stream) { (ledger) throws(Finding) in
        try ledger.data(range.count)
        if endsStream { try ledger.endOfStream() }
      }
    case .endOfStream:
      try update(stream) { (ledger) throws(Finding) in try ledger.endOfStream() }
    case .sentEndOfStream:
      try update(stream) { (ledger) throws(Finding) in try ledger.sentEndOfStream() }
    case .drained:
      try expect(ledgers[stream.id] != nil, "stream \(stream.id) is unknown and has drained")
    case .closed:
      // A stream may be closed while its first header block is not complete.
      try ledgers[stream.id, default: StreamLedger(stream)].closed()
    }
  }

  private func takeHeaders(
    _ stream: HTTP2.Stream, _ block: HeaderBlock, endsStream: Bool, isOversized: Bool
  ) throws(Finding) {
    let bytes = block.fields.reduce(0) { sum, field in
      sum + block.nameText(of: field).utf8.count + block.withValue(of: field, \.count) + 32
    }
    try expect(bytes <= settings.maxHeaderBytes, "a header block holds \(bytes) bytes")
    let isNew = ledgers[stream.id] == nil
    try expect(settings.role == .server || !isNew, "the server has opened a stream")
    try ledgers[stream.id, default: StreamLedger(stream)].headers(endsStream: endsStream)
    if isNew { try onHeaders?(stream) }
  }

  private func update(
    _ stream: HTTP2.Stream, _ body: (inout StreamLedger) throws(Finding) -> Void
  ) throws(Finding) {
    guard var ledger = ledgers[stream.id] else { throw Finding("stream \(stream.id) is unknown") }
    defer { ledgers[stream.id] = ledger }
    try body(&ledger)
  }

  /// What must hold whenever the session rests.
  private func check() throws(Finding) {
    if let finding { throw finding }
    checkedEntries = transcript.entries.count
    let open = session.openStreams
    try expect(Set(open.map(\.id)).count == open.count, "a stream is open twice")
    let unsent = open.reduce(0) { $0 + $1.unsentBytes }
    try expect(
      unsent == session.unsentBytes, "\(session.unsentBytes) bytes are counted of \(unsent)")
    if settings.role == .server {
      try expect(
        open.count <= Int(settings.maxConcurrentStreams), "\(open.count) streams are open")
    }
    let held = ledgers.values.reduce(0) { $0 + $1.heldBytes }
    try expect(
      held <= Int(settings.connectionWindowBytes), "the peer has sent \(held) bytes unasked")
    let openIDs = Set(open.map(\.id))
    for (id, ledger) in ledgers where !ledger.isClosed {
      try expect(openIDs.contains(id), "stream \(id) is neither open nor closed")
    }
  }
}
