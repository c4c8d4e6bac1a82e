internal import HTTP2
internal import NIOCore

/// One call's stream, at either end: messages in and out, and who waits for them.
///
/// It belongs to the connection's event loop. `CallReference` is how tasks reach it.
class CallStream {
  /// What a reader is resumed with: a message, `nil` at the end, or why there is none.
  typealias ReadResult = Result<FramedMessage?, Status>

  let connection: HTTP2Connection
  let stream: HTTP2.Stream
  /// The messages from the peer.
  var inbound: InboundMessages
  /// Why nothing can be read or sent any more, once that is so.
  private(set) var failure: Status?
  /// How large the messages may be.
  let limits: MessageLimits
  /// Since when the peer owes the rest of a message.
  private(set) var restAwaitedSince: NIODeadline?
  /// Whether the peer has to end its side soon, because it may send only one message.
  let takesOneMessage: Bool

  private var lastWaiter = 0
  private var lastSent: (byteCount: Int, since: NIODeadline)
  private var reader: Waiter<ReadResult>?
  private var senders: [Waiter<Status?>] = []

  /// A task that waits. Most calls have none, and then only a reference is looked at.
  private final class Waiter<Value: Sendable> {
    let id: Int
    let continuation: CheckedContinuation<Value, Never>

    init(id: Int, continuation: CheckedContinuation<Value, Never>) {
      self.id = id
      self.continuation = continuation
    }
  }

  init(
    connection: HTTP2Connection, stream: HTTP2.Stream, encoding: MessageEncoding,
    limits: MessageLimits, takesOneMessage: Bool
  ) {
    self.takesOneMessage = takesOneMessage
    self.connection = connection
    self.stream = stream
    self.limits = limits
    // What happens comes from reading: to ask for the time at each step costs more than the steps.
    lastSent = (0, connection.lastReadTime)
    inbound = InboundMessages(encoding: encoding, maxMessageBytes: limits.maxBytes)
  }

  // MARK: What subclasses decide

  /// Whether the peer reads messages that are compressed with gzip.
  var peerReadsGzip: Bool { false }

  /// Sends the headers that must stand before the first message, if they were not sent.
  func prepareToSend(isCompressed: Bool) {}

  /// Notes that a message was taken.
  func messageTaken() {}

  /// Ends the call because the peer broke the rules or a limit.
  func violated(_ status: Status) {}

  // MARK: From the connection

  /// Takes bytes of the body in.
  func receive(_ input: UnsafeRawBufferPointer) {
    guard failure == nil else {
      connection.session.consume(input.count, of: stream)
      return
    }
    do throws(Status) {
      let freed = try inbound.receive(input)
      connection.session.consume(freed, of: stream)
      noteProgress()
      wakeReader()
    } catch {
      connection.session.consume(inbound.discard(), of: stream)
      violated(error)
    }
  }

  /// Notes that the peer has ended its side.
  func receiveEnd() {
    guard failure == nil else { return }
    do throws(Status) {
      try inbound.end()
      noteProgress()
      wakeReader()
    } catch {
      violated(error)
    }
  }

  /// Resumes senders, because bytes have gone out.
  func drained() {
    resumeSenders(nil)
  }

  /// Ends reading and sending; what has arrived can still be read when `keepsMessages`.
  func fail(_ status: Status, keepsMessages: Bool = false) {
    guard failure == nil else { return }
    failure = status
    restAwaitedSince = nil
    if !keepsMessages { connection.session.consume(inbound.discard(), of: stream) }
    resumeSenders(status)
    wakeReader()
  }

  /// Gives up what could still be read, because nobody wants it any more: the messages of one stream
  /// must not hold the connection's window, which all others need. Whoever reads on meets the status,
  /// and does not take what was given up for the end.
  func giveUpUnread(_ status: Status) {
    guard failure != nil, inbound.holdsAnything else { return }
    failure = status
    connection.session.consume(inbound.discard(), of: stream)
    connection.setNeedsFlush()
  }

  /// For how long the peer has not taken a byte of what waits for it; asked now and then.
  func sendStall(now: NIODeadline) -> TimeAmount {
    if stream.unsentBytes == 0 || stream.sentBytes != lastSent.byteCount {
      lastSent = (stream.sentBytes, now)
    }
    return now - lastSent.since
  }

  /// Whether a task waits for the next message.
  var isReaderWaiting: Bool { reader != nil }

  /// Starts the clock anew for what the peer still has to send.
  func restartProgress(_ now: NIODeadline) {
    if restAwaitedSince != nil { restAwaitedSince = now }
  }

  // MARK: From the call's tasks, by way of `CallReference`

  /// Numbers a waiter, so that cancelling it cannot hit a later one.
  func numberWaiter() -> Int {
    lastWaiter += 1
    return lastWaiter
  }

  /// The next message or the end if they are there already.
  func takeReady() -> ReadResult? {
    switch inbound.next() {
    case .message(let message, let freed):
      connection.session.consume(freed, of: stream)
      connection.setNeedsFlush()
      noteProgress()
      messageTaken()
      return .success(message)
    case .end:
      if let failure { return failure.code == .ok ? .success(nil) : .failure(failure) }
      return .success(nil)
    case .nothing:
      return failure.map { $0.code == .ok ? .success(nil) : .failure($0) }
    }
  }

  /// Takes what came with a message that was just taken, up to the next that is compressed, until so
  /// many are taken.
  func takeMore(_ most: Int, into taken: inout [ByteBuffer]) {
    guard inbound.count > 0 else { return }
    connection.session.consume(inbound.takePlain(most, into: &taken), of: stream)
    connection.setNeedsFlush()
    noteProgress()
    messageTaken()
  }

  /// Resumes a reader with the next message, now or when it comes.
  func read(_ id: Int, _ continuation: CheckedContinuation<ReadResult, Never>) {
    if let ready = takeReady() {
      continuation.resume(returning: ready)
    } else if reader != nil {
      let status = Status(.failedPrecondition, "two tasks read the same stream of messages")
      continuation.resume(returning: .failure(status))
    } else {
      reader = Waiter(id: id, continuation: continuation)
    }
  }

  /// Resumes a reader whose task was cancelled.
  func cancelReader(_ id: Int) {
    guard reader?.id == id, let waiting = reader.take() else { return }
    waiting.continuation.resume(returning: .failure(Status(.cancelled, "the task was cancelled")))
  }

  /// Appends a message to what is to be sent, and says whether the sender has to wait.
  func send(_ message: FramedMessage) throws(Status) -> Bool {
    try checkIsOpen()
    let length = message.bytes.readableBytes
    guard length <= limits.maxBytes else { throw limits.tooLarge(length) }
    message.bytes.withUnsafeReadableBytes { bytes in
      append(byteCount: length, isCompressed: message.isCompressed) { memory in
        guard let start = bytes.baseAddress else { return }
        memory.copyMemory(from: start, byteCount: length)
      }
    }
    return stream.unsentBytes > connection.sendMark
  }

  /// Appends messages that stand behind their prefixes to what is to be sent, and says whether the
  /// sender has to wait.
  func send(framed messages: ByteBuffer, largestBytes: Int) throws(Status) -> Bool {
    try checkIsOpen()
    guard largestBytes <= limits.maxBytes else { throw limits.tooLarge(largestBytes) }
    prepareToSend(isCompressed: false)
    messages.withUnsafeReadableBytes { connection.session.append($0, to: stream) }
    connection.setNeedsFlush()
    return stream.unsentBytes > connection.sendMark
  }

  /// Appends a message, whose bytes `fill` writes, to what is to be sent.
  func append(
    byteCount: Int, isCompressed: Bool, _ fill: (UnsafeMutableRawPointer) -> Void
  ) {
    prepareToSend(isCompressed: isCompressed)
    MessageDeframer.withPrefix(length: byteCount, isCompressed: isCompressed) { prefix in
      connection.session.append(prefix, byteCount: byteCount, to: stream, fill)
    }
    connection.setNeedsFlush()
  }

  /// Resumes a sender once enough bytes have gone out.
  func waitToSend(_ id: Int, _ continuation: CheckedContinuation<Status?, Never>) {
    if let failure {
      continuation.resume(returning: failure)
    } else if stream.unsentBytes <= connection.sendMark {
      continuation.resume(returning: nil)
    } else {
      stream.drainMark = connection.sendMark / 2
      senders.append(Waiter(id: id, continuation: continuation))
    }
  }

  /// Resumes a sender whose task was cancelled.
  func cancelSender(_ id: Int) {
    guard let index = senders.firstIndex(where: { $0.id == id }) else { return }
    let status = Status(.cancelled, "the task was cancelled")
    senders.remove(at: index).continuation.resume(returning: status)
  }

  // MARK: Private

  private func checkIsOpen() throws(Status) {
    guard let failure else { return }
    throw failure.code == .ok ? Status(.cancelled, "the call has ended") : failure
  }

  private func resumeSenders(_ status: Status?) {
    guard !senders.isEmpty else { return }
    let waiting = senders
    senders.removeAll()
    for sender in waiting { sender.continuation.resume(returning: status) }
  }

  private func wakeReader() {
    guard reader != nil, let ready = takeReady(), let waiting = reader.take() else { return }
    waiting.continuation.resume(returning: ready)
  }

  /// Starts or stops the clock for what the peer still has to send.
  func noteProgress() {
    let isAwaited = inbound.awaitsRest || takesOneMessage && !inbound.hasEnded
    restAwaitedSince =
      isAwaited && failure == nil ? (restAwaitedSince ?? connection.lastReadTime) : nil
  }
}
