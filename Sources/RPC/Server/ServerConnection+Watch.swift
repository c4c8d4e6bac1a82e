internal import HTTP2
internal import NIOCore

extension ServerConnection {
  /// How long a peer may take to answer that it knows of a shutdown.
  private static let drainAnswerTime = Duration.seconds(2)
  /// How long the last words may take once every call was ended.
  private static let endTime = Duration.seconds(2)
  /// With less of the connection's window open, it is not the peer's fault that nothing comes.
  private static let openWindowBytes = 16 * 1024
  /// By how much of itself the age of a connection differs, so that clients that came together do
  /// not all come again together.
  private static let ageJitter = -0.1...0.1

  /// What the watch remembers from one look to the next.
  struct Watch {
    fileprivate let start = NIODeadline.now()
    fileprivate let ageFactor = 1 + Double.random(in: ageJitter)
    /// Since when the connection can be used: what TLS took is none of its age.
    fileprivate var setUpSince: NIODeadline?
    fileprivate var headerBlock: (streamID: Int32, since: NIODeadline)?
    fileprivate var frame: (number: Int, since: NIODeadline)?
    fileprivate var pingSince: NIODeadline?
    fileprivate var drainSince: NIODeadline?
    fileprivate var endedSince: NIODeadline?
  }

  /// Ends what has taken too long: one look at everything that has a time limit.
  func look(_ watch: inout Watch) {
    let now = NIODeadline.now()
    let isLate =
      isSetupLate(watch, now) || isHeaderBlockLate(&watch, now) || isFrameLate(&watch, now)
      || isReaderLate(now) || isSilent(&watch, now)
    if isLate {
      connection.close()
      return
    }
    let isWindowOpen = connection.session.receiveWindow >= Self.openWindowBytes
    for stream in connection.session.openStreams {
      if let call = call(stream) {
        look(at: call, now, isWindowOpen: isWindowOpen)
      } else if isStalled(stream, now) {
        connection.session.reset(stream, .cancel)
        connection.setNeedsFlush()
      }
    }
    trim()
    shed()
    lookAtDrain(&watch, now)
  }

  /// Whether a client has not taken a byte for too long of what it was answered without a call.
  private func isStalled(_ stream: HTTP2.Stream, _ now: NIODeadline) -> Bool {
    if let stall = stalls[stream.id], stall.sentBytes == stream.sentBytes {
      return now - stall.since > TimeAmount(limits.readerTime)
    }
    stalls[stream.id] = (stream.sentBytes, now)
    return false
  }

  private func look(at call: ServerStream, _ now: NIODeadline, isWindowOpen: Bool) {
    if call.sendStall(now: now) > TimeAmount(limits.readerTime) {
      call.finish(Status(.unavailable, "the client read nothing for \(limits.readerTime)"))
      connection.session.reset(call.stream, .cancel)
      connection.setNeedsFlush()
      return
    }
    if !isWindowOpen {
      call.excuseSilence(now)
    } else if let since = call.restAwaitedSince,
      now - since > TimeAmount(limits.messageTime)
        || now - max(since, call.lastReceived) > TimeAmount(limits.messageProgressTime)
    {
      call.finish(
        Status(
          .cancelled,
          "the message did not arrive within \(limits.messageTime), or stood still for"
            + " \(limits.messageProgressTime)"))
    } else if call.requestSilence(now) > TimeAmount(limits.requestIdleTime) {
      call.finish(Status(.cancelled, "the client sent no message for \(limits.requestIdleTime)"))
    }
  }

  /// Asks the peer to go when it is time, and sees a graceful end through.
  private func lookAtDrain(_ watch: inout Watch, _ now: NIODeadline) {
    switch drain {
    case .none:
      let isIdle = isQuiet && now - quietSince > TimeAmount(limits.idleTime)
      if isIdle || isOld(&watch, now) { startDrain() }
    case .announced:
      let since = watch.drainSince ?? now
      watch.drainSince = since
      if now - since > TimeAmount(Self.drainAnswerTime) { finishDrain() }
    case .final:
      let since = watch.drainSince ?? now
      watch.drainSince = since
      guard now - since > TimeAmount(limits.connectionGrace) else { return }
      end(Status(.unavailable, "the connection has come to its end: call again on another"))
    case .ended:
      let since = watch.endedSince ?? now
      watch.endedSince = since
      if now - since > TimeAmount(Self.endTime) { connection.close() }
    }
  }

  private func isOld(_ watch: inout Watch, _ now: NIODeadline) -> Bool {
    guard isSetUp, let age = limits.maxConnectionAge else { return false }
    let since = watch.setUpSince ?? now
    watch.setUpSince = since
    return now - since > TimeAmount(age * watch.ageFactor)
  }

  private func isSetupLate(_ watch: Watch, _ now: NIODeadline) -> Bool {
    let limit = hasReceived ? limits.setupTime : min(limits.firstByteTime, limits.setupTime)
    return !isSetUp && now - watch.start > TimeAmount(limit)
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

  private func isFrameLate(_ watch: inout Watch, _ now: NIODeadline) -> Bool {
    guard isSetUp, let number = connection.session.incompleteFrame else {
      watch.frame = nil
      return false
    }
    guard let begun = watch.frame, begun.number == number else {
      watch.frame = (number, now)
      return false
    }
    return now - begun.since > TimeAmount(limits.frameTime)
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
