internal import HTTP2
internal import NIOCore

extension ServerConnection {
  private static let tooMuch = Status(
    .resourceExhausted,
    "this connection makes the server hold too much at once: read answers sooner, or send less before"
      + " you do")

  /// What is held for this connection: requests, parts of messages, headers, answers that are not
  /// read, bytes that wait for their turn, frames that wait to be sent, and what is kept for streams to
  /// come.
  var heldBytes: Int {
    held.ofCalls + connection.session.unsentBytes
      + connection.session.openStreamCount * HeldBytes.perStream
      + connection.session.spareStreamCount * HeldBytes.perSpareStream
      + connection.session.spareBytes
      + connection.session.queuedFrames * HeldBytes.perFrame + connection.postponedBytes
  }

  /// Whether this connection has more than it may have, by itself or as its share of all, even without
  /// what is kept for streams to come.
  func holdsTooMuch() -> Bool {
    if isWithinLimits() { return false }
    connection.session.forgetSpares()
    return !isWithinLimits()
  }

  private func isWithinLimits() -> Bool {
    let total = heldBytes
    held.report(total)
    return total <= min(limits.maxBytesPerConnection, load.mostBytesPerConnection)
  }

  /// Counts again what a call holds.
  func recount(_ call: ServerStream) {
    let bytes = call.heldBytes
    held.ofCalls += bytes - call.countedBytes
    call.countedBytes = bytes
  }

  /// Ends a call when its connection holds too much; true when it did.
  func endIfTooMuch(_ call: ServerStream) -> Bool {
    guard holdsTooMuch() else { return false }
    call.finish(Self.tooMuch)
    return true
  }

  /// Ends calls until no more is held than may be, and the connection when that does not help.
  func shed() {
    guard holdsTooMuch() else { return }
    for stream in connection.session.openStreams {
      let call = call(stream)
      guard (call?.heldBytes ?? 0) + stream.unsentBytes > 0 else { continue }
      call?.finish(Self.tooMuch)
      // What a client does not read is given up with its status.
      if stream.unsentBytes > 0 { connection.session.reset(stream, .enhanceYourCalm) }
      connection.flush()
      if !holdsTooMuch() { return }
    }
    connection.fail(.enhanceYourCalm, reason: "too_much_memory")
  }
}
