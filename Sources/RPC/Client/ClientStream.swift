internal import HTTP2
internal import NIOCore

/// One call on the client: from its request to its status.
final class ClientStream: CallStream {
  /// The metadata before the first message, once it is there.
  private(set) var initialMetadata: Metadata?
  /// The metadata that came with the status.
  private(set) var trailingMetadata = Metadata()
  /// What is known of the request once the call has failed.
  private(set) var fate = Fate.unknown

  private var metadataWaiters: [(id: Int, continuation: MetadataContinuation)] = []
  private var deadlineTimer: Scheduled<Void>?

  typealias MetadataContinuation = CheckedContinuation<Result<Metadata, Status>, Never>

  /// Whether the request said that its messages may be compressed.
  private let isGzipDeclared: Bool

  init(
    connection: HTTP2Connection, stream: HTTP2.Stream, limits: MessageLimits, isGzipDeclared: Bool
  ) {
    self.isGzipDeclared = isGzipDeclared
    // How responses are compressed is said in their headers.
    super.init(
      connection: connection, stream: stream, encoding: .identity, limits: limits,
      takesOneMessage: false)
  }

  override var peerReadsGzip: Bool { isGzipDeclared }

  override func violated(_ status: Status) {
    finish(status)
  }

  /// Ends the call at a moment.
  func startDeadlineTimer(_ deadline: NIODeadline) {
    let bound = NIOLoopBound(self, eventLoop: connection.loop)
    deadlineTimer = connection.loop.scheduleTask(deadline: deadline) {
      bound.value.finish(Status(.deadlineExceeded, "the deadline has passed"))
    }
  }

  /// Takes a header block in: the response's or the trailers.
  func receive(_ block: HeaderBlock, endsStream: Bool, isOversized: Bool) {
    guard failure == nil else { return }
    if isOversized {
      finish(Status(.resourceExhausted, "the metadata is larger than the limit"))
    } else if let httpStatus = block.text(.status) {
      receiveResponse(block, httpStatus, endsStream: endsStream)
    } else {
      receiveTrailers(block)
    }
  }

  /// Ends the call because its stream is closed.
  ///
  /// - Parameter loss: what it ends with when its whole connection is lost.
  func closed(_ error: ErrorCode, loss: Status?) {
    guard failure == nil else { return }
    if !stream.hasSentRequest {
      fate = .unsent
    } else if error == .refusedStream {
      fate = .refused
    }
    if let loss {
      over(loss)
    } else if fate == .unsent {
      over(Status(.unavailable, "the connection takes no more calls"))
    } else if error == .noError {
      over(Status(.unknown, "the stream ended without a status"))
    } else {
      over(Status(streamError: error))
    }
  }

  /// Ends the call because its connection takes no more calls and the request has not gone out.
  func abandonUnsent() {
    guard failure == nil else { return }
    fate = .unsent
    finish(Status(.unavailable, "the connection takes no more calls"))
  }

  /// Ends the call from our side, and tells the server; of a call that the server has ended, gives
  /// up what is unread.
  func finish(_ status: Status) {
    guard failure == nil else { return giveUpUnread(status) }
    connection.session.reset(stream, .cancel)
    connection.setNeedsFlush()
    over(status)
  }

  /// Sends what there is and then the end of our side.
  func finishSending() {
    connection.session.end(stream)
    connection.setNeedsFlush()
  }

  /// Resumes with the initial metadata, now or when it comes.
  func readMetadata(_ id: Int, _ continuation: MetadataContinuation) {
    if let initialMetadata {
      continuation.resume(returning: .success(initialMetadata))
    } else if let failure {
      continuation.resume(returning: .failure(failure))
    } else {
      metadataWaiters.append((id, continuation))
    }
  }

  /// Resumes one that waits for metadata and whose task was cancelled.
  func cancelMetadataWaiter(_ id: Int) {
    guard let index = metadataWaiters.firstIndex(where: { $0.id == id }) else { return }
    let status = Status(.cancelled, "the task was cancelled")
    metadataWaiters.remove(at: index).continuation.resume(returning: .failure(status))
  }

  // MARK: Private

  private func receiveResponse(_ block: HeaderBlock, _ httpStatus: String, endsStream: Bool) {
    // Interim responses (1xx) say nothing about the call.
    if httpStatus.hasPrefix("1") { return }
    if let status = Status(trailers: block), endsStream {
      trailingMetadata = Metadata(block)
      ended(status)
    } else if httpStatus != "200" {
      finish(Status(httpStatus: httpStatus))
    } else if !block.withView(\.isGRPC) {
      finish(Status(.unknown, "the peer answered with something that is not gRPC"))
    } else if let encoding = block.withView(MessageEncoding.init(of:)) {
      inbound.encoding = encoding
      initialMetadata = Metadata(block)
      wakeMetadataWaiters(.success(Metadata(block)))
    } else {
      finish(Status(.internalError, "the peer answered with an encoding that is not supported"))
    }
  }

  private func receiveTrailers(_ block: HeaderBlock) {
    trailingMetadata = Metadata(block)
    ended(Status(trailers: block) ?? Status(.unknown, "the stream ended without a status"))
  }

  /// Notes the status from the server, after the messages that came before it.
  private func ended(_ status: Status) {
    guard failure == nil else { return }
    var status = status
    do throws(Status) {
      try inbound.end()
    } catch {
      status = error
    }
    // Whatever we still wanted to send is of no use to a server that has ended the call.
    if !stream.hasSentEnd { connection.session.reset(stream, .noError) }
    over(status, keepsMessages: true)
  }

  private func over(_ status: Status, keepsMessages: Bool = false) {
    guard failure == nil else { return }
    deadlineTimer?.cancel()
    deadlineTimer = nil
    if status.code == .ok, initialMetadata == nil { initialMetadata = Metadata() }
    fail(status, keepsMessages: keepsMessages)
    wakeMetadataWaiters(initialMetadata.map { .success($0) } ?? .failure(status))
  }

  private func wakeMetadataWaiters(_ result: Result<Metadata, Status>) {
    let waiting = metadataWaiters
    metadataWaiters.removeAll()
    for waiter in waiting { waiter.continuation.resume(returning: result) }
  }
}
