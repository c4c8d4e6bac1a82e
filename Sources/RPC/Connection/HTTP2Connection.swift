internal import HTTP2
internal import NIOCore

/// An HTTP/2 session tied to a channel: both ends of the runtime move their bytes through it.
///
/// It belongs to the channel's event loop. Whatever happens between two reads, or within one tick
/// of the loop, goes out in as few writes as the channel takes.
final class HTTP2Connection {
  /// How many bytes are gathered before they are written.
  private static let writeBytes = 64 * 1024
  /// How much room is made for frames at a time.
  private static let roomBytes = 16 * 1024
  /// With less room than this, new room is made before the next frame.
  private static let leastRoomBytes = 512
  /// How many unsent bytes of all streams together make every sender wait, at most.
  static let connectionBufferBytes = 1024 * 1024
  /// How many unsent bytes of a stream make its sender wait.
  static let streamBufferBytes = 64 * 1024
  /// How many unsent bytes of all streams together make every sender wait at first; each byte that the
  /// peer takes allows one more. Who takes none cannot have answers made for long, while others wait for
  /// the loop; who does soon has as many as there may be.
  static let firstConnectionBufferBytes = 16 * 1024

  /// How long a peer may take to read the last bytes before the channel is closed anyway.
  private static let closeTime = TimeAmount.seconds(2)
  /// How many bytes a peer may send meanwhile.
  private static let closeReadBytes = 256 * 1024

  /// How many received bytes are worked off at once: as many as some dozen small calls have. What they
  /// need is then freed, and used by the next dozen, while it is still in the cache.
  private static let sliceBytes = 2048
  /// How many are, when they make headers many times as long (HPACK repeats a long field by a byte).
  private static let smallSliceBytes = 128
  /// How many times as long, which no honest client reaches in the long run.
  private static let greatExpansion = 64

  /// Once so many bytes of headers were decoded in a turn of the loop, the rest of what was read waits
  /// for another: several times as many as usual calls have in one read.
  static let headerBytesOfTurn = 128 * 1024
  /// How long it waits. Tasks that are due are all run before sockets are looked at again, so that this
  /// must be several times as long as a turn takes.
  private static let turnPause = TimeAmount.milliseconds(2)
  /// How much of such a connection is read at once from then on, so that every turn of the loop has a
  /// bounded part of it.
  private static let sparingReads = FixedSizeRecvByteBufferAllocator(capacity: 256)

  let channel: any Channel
  let loop: any EventLoop
  let executor: LoopTaskExecutor
  let session: Session
  /// Whom to tell of events: whoever owns the connection, from when its handler is in the channel's
  /// pipeline until it is not.
  ///
  /// Not weak: every reference to an object that is weakly held somewhere takes several times as long
  /// to count.
  var delegate: (any HTTP2ConnectionDelegate)?

  /// When the peer last sent anything.
  private(set) var lastReadTime = NIODeadline.now()
  /// Since when the channel takes no more bytes, if it takes none.
  private(set) var blockedSince: NIODeadline?
  /// Whether the session has failed, so that only what it still says goes out.
  private(set) var hasFailed = false
  /// Whether the channel stays open although nothing seems left to do: the peer has not yet
  /// answered that it knows of the shutdown.
  var staysOpen = false
  /// Frames that were taken from the session and not written yet.
  private var output = ByteBuffer()
  private var isReading = false
  /// Whether what is read may have to wait for another turn. A client chose its server, and must not lose
  /// answers that the server sent before it closed the connection.
  private let takesTurns: Bool
  /// What was read and waits for another turn.
  private var postponed = ByteBuffer()
  private var sliceBytes = HTTP2Connection.sliceBytes
  /// How the channel reads usually; nil while it does.
  private var usualReads: (any RecvByteBufferAllocator)?
  private var isFlushScheduled = false
  private var isFlushing = false
  private var isClosed = false
  /// How many bytes have come since the end.
  private var lateBytes = 0

  init(channel: any Channel, settings: SessionSettings) throws(HTTP2Error) {
    self.channel = channel
    loop = channel.eventLoop
    executor = LoopTaskExecutor(channel.eventLoop)
    takesTurns = settings.role == .server
    session = try Session(settings)
  }

  /// Above how many unsent bytes a sender on a stream waits now.
  var sendMark: Int {
    session.unsentBytes > connectionMark ? 0 : Self.streamBufferBytes
  }

  /// Above how many unsent bytes of all streams together every sender waits now.
  private var connectionMark: Int {
    min(Self.firstConnectionBufferBytes + session.sentBytes, Self.connectionBufferBytes)
  }

  /// Reads what the channel received; `readComplete` must follow.
  func receive(_ buffer: ByteBuffer) {
    guard !hasFailed, !isClosed else {
      lateBytes += buffer.readableBytes
      if lateBytes > Self.closeReadBytes { channel.close(promise: nil) }
      return
    }
    isReading = true
    lastReadTime = .now()
    if postponed.readableBytes > 0 {
      postponed.writeImmutableBuffer(buffer)
    } else {
      work(on: buffer)
    }
  }

  /// How many bytes were read and wait for another turn.
  var postponedBytes: Int { postponed.readableBytes }

  /// Works off what was read, or as much of it as a turn may take.
  private func work(on buffer: ByteBuffer) {
    let taken = buffer.withUnsafeReadableBytes { input in
      var (taken, headerBytes) = (0, 0)
      while taken < input.count, !hasFailed, !isClosed {
        let slice = input[taken...].prefix(sliceBytes)
        receive(slice: UnsafeRawBufferPointer(rebasing: slice))
        taken += slice.count
        let decoded = session.takeHeaderBytes()
        sliceBytes =
          decoded > slice.count * Self.greatExpansion ? Self.smallSliceBytes : Self.sliceBytes
        headerBytes += decoded
        if takesTurns, headerBytes > Self.headerBytesOfTurn { break }
      }
      readSparingly(takesTurns && headerBytes > taken * Self.greatExpansion)
      return taken
    }
    guard taken < buffer.readableBytes, !hasFailed, !isClosed else { return }
    postpone(buffer.getSlice(at: buffer.readerIndex + taken, length: buffer.readableBytes - taken))
  }

  /// Keeps the rest of what was read for another turn, and reads nothing more until then.
  private func postpone(_ rest: ByteBuffer?) {
    postponed = rest ?? ByteBuffer()
    setReading(false)
    let bound = NIOLoopBound(self, eventLoop: loop)
    // A task without a delay would run in this turn.
    loop.scheduleTask(in: Self.turnPause) { bound.value.continueReading() }
  }

  private func continueReading() {
    let rest = postponed
    postponed = ByteBuffer()
    // What comes after the end is still counted.
    guard !isClosed else { return setReading(true) }
    isReading = true
    work(on: rest)
    readComplete()
    if postponed.readableBytes == 0 { setReading(true) }
  }

  /// Reads little at once, or as much as usual again.
  private func readSparingly(_ isSparing: Bool) {
    // Only sockets are read into buffers of a chosen size.
    guard isSparing != (usualReads != nil), channel is any SocketOptionProvider,
      let options = channel.syncOptions
    else { return }
    // A channel that is closed by now needs no reading.
    if isSparing {
      usualReads = try? options.getOption(.recvAllocator)
      try? options.setOption(.recvAllocator, value: Self.sparingReads)
    } else if let usual = usualReads {
      usualReads = nil
      try? options.setOption(.recvAllocator, value: usual)
    }
  }

  private func setReading(_ isOn: Bool) {
    // A channel that is closed by now needs no reading.
    try? channel.syncOptions?.setOption(.autoRead, value: isOn)
  }

  /// Reads some bytes, acts on them, and gathers what is to be said to them.
  private func receive(slice: UnsafeRawBufferPointer) {
    do throws(HTTP2Error) {
      try session.receive(slice, nowNanoseconds: lastReadTime.uptimeNanoseconds)
    } catch {
      hasFailed = true
    }
    guard let delegate else { return }
    takeEvents(delegate, input: slice)
    if !isClosed, channel.isWritable, !isFlushing { gather() }
  }

  /// Writes what the reads before have led to.
  func readComplete() {
    delegate?.readCompleted()
    isReading = false
    flush()
  }

  /// Sees to it that what was submitted is written within this tick of the loop.
  func setNeedsFlush() {
    guard !isReading, !isFlushScheduled, !isFlushing, !isClosed else { return }
    isFlushScheduled = true
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.execute {
      bound.value.isFlushScheduled = false
      bound.value.flush()
    }
  }

  /// Writes everything that flow control and the channel allow, and closes the channel once the
  /// session has nothing more to say or to hear.
  func flush() {
    guard !isFlushing, !isClosed else { return }
    isFlushing = true
    var hasWritten = true
    while hasWritten {
      hasWritten = writeFrames()
      takeEventsOfSending()
    }
    isFlushing = false
    guard !isClosed else { return }
    blockedSince = channel.isWritable ? nil : (blockedSince ?? .now())
    if hasFailed || !staysOpen && !session.wantsWrite && !session.wantsRead { close() }
  }

  /// Ends the connection because the peer has passed a limit; a GOAWAY frame says which.
  func fail(_ code: ErrorCode, reason: String) {
    guard !hasFailed, !isClosed else { return }
    session.terminate(code, reason: reason)
    fail()
  }

  /// Ends the connection because the session says so.
  func fail() {
    hasFailed = true
    setNeedsFlush()
  }

  /// Closes the channel after what was written, or after a moment if the peer does not take it.
  ///
  /// Our side is closed first: closing all while the peer still sends would make the system throw
  /// away the last answers on their way (RFC 9112, section 9.6, tells of the same for HTTP/1).
  func close() {
    guard !isClosed else { return }
    isClosed = true
    let channel = channel
    channel.writeAndFlush(ByteBuffer()).whenComplete { _ in
      channel.close(mode: .output).whenFailure { _ in channel.close(promise: nil) }
    }
    loop.scheduleTask(in: Self.closeTime) { channel.close(promise: nil) }
  }

  /// Ends every stream because the channel is closed; the session is not used afterwards.
  func channelClosed() {
    isClosed = true
    session.abandonStreams()
    takeEventsOfSending()
    session.forgetClosedStreams()
  }

  /// Writes until there is nothing to write or no room, and says whether it wrote anything.
  private func writeFrames() -> Bool {
    var hasWritten = false
    // A write that fails closes the channel before it returns.
    while !isClosed, channel.isWritable, !hasFailed || !hasWritten {
      gather()
      guard output.readableBytes > 0 else { break }
      hasWritten = true
      let written = output
      output = ByteBuffer()
      channel.writeAndFlush(written, promise: nil)
    }
    return hasWritten
  }

  /// Takes frames from the session until there are enough for a write.
  private func gather() {
    do throws(HTTP2Error) {
      while output.readableBytes < Self.writeBytes, session.wantsWrite, try gatherSome() {}
    } catch {
      hasFailed = true
    }
  }

  /// Takes some frames; false when there are no more now.
  private func gatherSome() throws(HTTP2Error) -> Bool {
    var sent = Result<(byteCount: Int, excess: UnsafeRawBufferPointer?), HTTP2Error>.success(
      (0, nil))
    let byteCount = output.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.roomBytes) {
      room in
      sent = Result { () throws(HTTP2Error) in
        try session.send(into: room, reserve: Self.leastRoomBytes)
      }
      return (try? sent.get().byteCount) ?? 0
    }
    let excess = try sent.get().excess
    if let excess { output.writeBytes(excess) }
    return byteCount > 0 || excess != nil
  }

  private func takeEventsOfSending() {
    guard let delegate else { return }
    takeEvents(delegate, input: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private func takeEvents(
    _ delegate: any HTTP2ConnectionDelegate, input: UnsafeRawBufferPointer
  ) {
    session.takeEvents(
      ofStreams: { delegate.handle($0, on: $1, input: input) },
      ofConnection: { delegate.handle($0) })
  }
}
