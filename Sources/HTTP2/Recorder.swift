/// What nghttp2's callbacks write down, to be acted on after the library's call has returned.
///
/// nghttp2 carries a borrowed pointer to it as the session's user data.
final class Recorder {
  let settings: SessionSettings
  var events = EventQueue()
  /// How often events are being handed over: once, or more when one leads to another.
  var takersUnderWay = 0
  var streams = StreamPool()
  /// The stream that a callback was last about; the next one is mostly about the same.
  private var lastStream: Unmanaged<Stream>?
  /// Its number, or one that no stream has.
  private var lastStreamID = noStreamID
  private static let noStreamID: Int32 = -1
  var budget: FrameBudget
  private var resets: FrameBudget
  private var settingsFrames: FrameBudget
  var pingStrikes: PingStrikes
  private(set) var walk: FrameWalk
  /// Why the connection must end, once a limit has been passed.
  var violation: HTTP2Error?
  /// Where the input of the current `receive` begins; borrowed, and only valid during that call.
  var inputStart: UnsafePointer<UInt8>?

  /// What reads the first header blocks of streams, and what reads later ones.
  private var firstBlocks: HeaderReader
  private var laterBlocks: HeaderReader
  private var isFirstBlock = true
  private var blockBytes = 0
  private var blockFields = 0
  /// Whether it has more than is recorded.
  private var isBlockOversized = false
  /// How many bytes of headers were decoded since somebody asked.
  var headerBytes = 0
  /// How many CONTINUATION frames the last header block has.
  private var continuations = 0
  /// The stream whose header block is being read.
  private var blockStream: Unmanaged<Stream>?
  /// That stream's number; 0 while there is none.
  private(set) var blockStreamID: Int32 = 0
  /// How many bytes wait to be sent on all streams together.
  var unsentBytes = 0
  /// How many bytes of bodies were sent so far on all streams together.
  var sentBytes = 0
  /// Whether the connection is lost, so that nothing more is to be read from a stream.
  var isAbandoned = false

  init(settings: SessionSettings) {
    self.settings = settings
    budget = FrameBudget(
      burst: settings.controlFrameBurst, perSecond: settings.controlFramesPerSecond)
    resets = FrameBudget(
      burst: settings.streamResetBurst, perSecond: settings.streamResetsPerSecond)
    settingsFrames = FrameBudget(
      burst: settings.settingsFrameBurst, perSecond: settings.settingsFramesPerSecond)
    pingStrikes = PingStrikes(
      most: settings.maxPingStrikes, intervalNanoseconds: settings.pingIntervalNanoseconds)
    walk = FrameWalk(fromClient: settings.role == .server)
    firstBlocks = HeaderReader(readsRequests: settings.role == .server)
    laterBlocks = HeaderReader(readsRequests: settings.role == .server)
  }

  /// Counts the frames in what the peer sent; when there are too many of a kind, says how many bytes
  /// stand before the first that is too much.
  func count(_ input: UnsafeRawBufferPointer, nowNanoseconds: UInt64) -> Int? {
    budget.refill(nowNanoseconds: nowNanoseconds)
    resets.refill(nowNanoseconds: nowNanoseconds)
    settingsFrames.refill(nowNanoseconds: nowNanoseconds)
    // A copy, for the walk may not be changed and looked at in the same call.
    var walk = walk
    defer { self.walk = walk }
    return walk.walk(input) { count($0, nowNanoseconds) }
  }

  private func count(_ head: FrameHead, _ nowNanoseconds: UInt64) -> Bool {
    switch head.cost {
    case .free: return true
    case .earns:
      budget.earn()
      continuations = 0
      return true
    case .ping where settings.role == .server && !pingStrikes.ping(nowNanoseconds: nowNanoseconds):
      // gRPC's clients know this text, and wait longer the next time.
      violation = HTTP2Error(.flood, "too_many_pings")
      return false
    case .continuation: return countContinuation()
    case .reset: return spendReset()
    case .settings: return spendControlFrame() && spendSettingsFrame()
    case .control, .ping: return spendControlFrame()
    }
  }

  /// Counts a stream that was broken off; false when there were too many.
  func spendReset() -> Bool {
    // A server rightly resets what it has answered early.
    guard settings.role == .server else { return spendControlFrame() }
    if resets.spend() { return true }
    violation = HTTP2Error(.flood, "too_many_resets")
    return false
  }

  /// Remembers which stream a callback is about.
  func note(_ stream: Stream) {
    lastStream = .passUnretained(stream)
    lastStreamID = stream.id
  }

  /// The stream with this number, if the last callback was about it too.
  func last(_ id: Int32) -> Unmanaged<Stream>? {
    id == lastStreamID ? lastStream : nil
  }

  func close(_ stream: Stream) {
    guard !stream.isClosed else { return }
    stream.isClosed = true
    if lastStreamID == stream.id { lastStreamID = Self.noStreamID }
    if stream.outbound.count > 0 {
      unsentBytes -= stream.outbound.count
      stream.outbound.removeAll(keepingAtMost: 0)
    }
    if blockStreamID == stream.id { forgetBlockStream() }
    streams.close(stream)
  }

  func beginBlock(_ stream: Stream) {
    blockStream = .passUnretained(stream)
    blockStreamID = stream.id
    isFirstBlock = !stream.hasHeaders
    if isFirstBlock { firstBlocks.begin() } else { laterBlocks.begin() }
    blockBytes = 0
    blockFields = 0
    isBlockOversized = false
  }

  /// Records a header field; false when the block has grown beyond all measure.
  func record(_ name: OpaquePointer, _ value: OpaquePointer) -> Bool {
    if isBlockOversized { return count(HeaderReader.byteCount(name, value)) }
    let goesOn = count(
      isFirstBlock ? firstBlocks.read(name, value) : laterBlocks.read(name, value))
    if blockBytes > settings.maxHeaderBytes || blockFields > settings.maxHeaderFields {
      isBlockOversized = true
      if isFirstBlock { firstBlocks.removeLast() } else { laterBlocks.removeLast() }
    }
    return goesOn
  }

  /// Counts a header field of so many bytes; false when the block has grown beyond all measure.
  private func count(_ byteCount: Int) -> Bool {
    blockBytes += byteCount
    headerBytes += byteCount
    blockFields += 1
    if blockBytes <= settings.maxHeaderBytes * settings.headerBombFactor { return true }
    violation = HTTP2Error(.flood, "too_many_header_bytes")
    return false
  }

  /// Ends the header block that is being read; false when its stream must be refused.
  func endBlock(endsStream: Bool) -> Bool {
    guard let blockStream else { return true }
    forgetBlockStream()
    // Whoever is open is kept alive by the pool, and whoever is closed is forgotten here.
    return blockStream._withUnsafeGuaranteedRef { endBlock(of: $0, endsStream: endsStream) }
  }

  private func endBlock(of stream: Stream, endsStream: Bool) -> Bool {
    let headers = isFirstBlock ? firstBlocks.end() : laterBlocks.end()
    if settings.role == .server {
      // One that is oversized lacks fields, so that only its place can be judged.
      let form = isBlockOversized ? RequestForm() : headers.form
      let isWellFormed =
        isFirstBlock
        ? begin(stream, form, endsStream) : endsStream && takeTrailers(of: stream, form)
      guard isWellFormed else { return false }
    }
    if endsStream { stream.isRemoteEnded = true }
    if isFirstBlock {
      stream.firstHeaders = headers
    } else {
      stream.laterHeaders.append(headers)
    }
    events.append(
      .headers(isFirst: isFirstBlock, endsStream: endsStream, isOversized: isBlockOversized),
      on: stream)
    return true
  }

  private func begin(_ stream: Stream, _ form: RequestForm, _ endsStream: Bool) -> Bool {
    stream.contentLength = form.contentLength
    return form.isRequest && !(endsStream && isCutShort(stream))
  }

  private func takeTrailers(of stream: Stream, _ form: RequestForm) -> Bool {
    guard let request = stream.firstHeaders?.form,
      let contentLength = request.contentLength(with: form)
    else { return false }
    stream.contentLength = contentLength
    return !isCutShort(stream)
  }

  /// Whether a stream that ends now has another number of bytes than it said.
  private func isCutShort(_ stream: Stream) -> Bool {
    stream.contentLength.map { $0 != stream.receivedBytes } ?? false
  }

  /// Notes that bytes of a body came, at so many places of the input; false when there are more than there
  /// should be.
  func takeData(_ range: Range<Int>, on stream: Stream) -> Bool {
    stream.receivedBytes += Int64(range.count)
    if let length = stream.contentLength, stream.receivedBytes > length { return false }
    events.append(.data(range, endsStream: false), on: stream)
    return true
  }

  /// How much memory is held for header blocks to come. Unit: bytes.
  var heldHeaderBytes: Int { firstBlocks.heldBytes + laterBlocks.heldBytes }

  /// Gives back what was held for header blocks and has not been of use for a while.
  func trimHeaders() {
    firstBlocks.trim()
    laterBlocks.trim()
  }

  /// Gives back what is held for header blocks to come.
  func forgetLastHeaders() {
    firstBlocks.forgetLast()
    laterBlocks.forgetLast()
  }

  /// Gives back what is held for header blocks, once none will come.
  func forgetHeaders() {
    firstBlocks.removeAll()
    laterBlocks.removeAll()
  }

  private func forgetBlockStream() {
    blockStream = nil
    blockStreamID = 0
  }

  /// Notes that a DATA frame was the last of its stream: with its bytes, if they were just told of.
  ///
  /// False when bytes are missing.
  func endData(_ stream: Stream) -> Bool {
    if isCutShort(stream) { return false }
    stream.isRemoteEnded = true
    if !events.endLastData(of: stream) { events.append(.endOfStream, on: stream) }
    return true
  }

  /// Counts a CONTINUATION frame; false when the block has too many.
  private func countContinuation() -> Bool {
    continuations += 1
    if continuations <= settings.maxContinuations { return true }
    violation = HTTP2Error(.flood, "too_many_continuations")
    return false
  }

  /// Counts a SETTINGS frame; false when there were too many.
  private func spendSettingsFrame() -> Bool {
    if settingsFrames.spend() { return true }
    violation = HTTP2Error(.flood, "too_many_settings")
    return false
  }

  /// Counts a frame that is no part of a call; false when there were too many.
  func spendControlFrame() -> Bool {
    if budget.spend() { return true }
    violation = HTTP2Error(.flood, "too_many_control_frames")
    return false
  }
}
