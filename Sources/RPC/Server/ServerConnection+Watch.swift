internal import HTTP2
internal import NIOCore

extension ServerConnection {
  /// How long a peer may take to answer that it knows of a shutdown.
  private static let drainAnswerTime = Duration.seconds(2)

  /// What the watch remembers from one look to the next.
  struct Watch {
    fileprivate let start = NIODeadline.now()
    fileprivate var headerBlock: (streamID: Int32, since: NIODeadline)?
    fileprivate var pingSince: NIODeadline?
    fileprivate var drainSince: NIODeadline?
  }

  /// Ends what has taken too long: one look at everything that has a time limit.
  func look(_ watch: inout Watch) {
    let now = NIODeadline.now()
    let isLate =
      !isSetUp && now - watch.start > TimeAmount(limits.setupTime)
      || isHeaderBlockLate(&watch, now) || isReaderLate(now) || isSilent(&watch, now)
    if isLate {
      connection.close()
      return
    }
    for stream in connection.session.openStreams {
      guard let call = stream.owner as? ServerStream else { continue }
      look(at: call, now)
    }
    if drain == .none, isQuiet, now - quietSince > TimeAmount(limits.idleTime) { startDrain() }
    if drain == .announced {
      let since = watch.drainSince ?? now
      watch.drainSince = since
      if now - since > TimeAmount(Self.drainAnswerTime) { finishDrain() }
    }
  }

  private func look(at call: ServerStream, _ now: NIODeadline) {
    if let since = call.restAwaitedSince, now - since > TimeAmount(limits.messageTime) {
      call.finish(Status(.cancelled, "the message took too long to arrive"))
    } else if call.sendStall(now: now) > TimeAmount(limits.readerTime) {
      call.finish(Status(.unavailable, "the client took too long to read"))
      connection.session.reset(call.stream, .cancel)
      connection.setNeedsFlush()
    }
  }

  private func isHeaderBlockLate(_ watch: inout Watch, _ now: NIODeadline) -> Bool {
    guard let id = connection.session.headerBlockStreamID else {
      watch.headerBlock = nil
      return false
    }
    guard let begun = watch.headerBlock, begun.streamID == id else {
      watch.headerBlock = (id, now)
      return false
    }
    return now - begun.since > TimeAmount(limits.headerTime)
  }

  private func isReaderLate(_ now: NIODeadline) -> Bool {
    guard let since = connection.blockedSince else { return false }
    return now - since > TimeAmount(limits.readerTime)
  }

  /// Asks for a sign of life after a long silence; true when none came.
  private func isSilent(_ watch: inout Watch, _ now: NIODeadline) -> Bool {
    guard !connection.session.isQuiet,
      now - connection.lastReadTime > TimeAmount(limits.keepaliveTime)
    else {
      watch.pingSince = nil
      return false
    }
    guard let since = watch.pingSince else {
      watch.pingSince = now
      connection.session.ping()
      connection.setNeedsFlush()
      return false
    }
    return now - since > TimeAmount(limits.keepaliveAnswerTime)
  }
}
