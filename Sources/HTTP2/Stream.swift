/// The state of one stream that outlives a single callback: what is still to be sent on it, and
/// whose it is.
///
/// nghttp2 carries a borrowed pointer to it as the stream's user data; the session owns it, and
/// uses its memory again once the stream is closed and nobody else holds it.
package final class Stream {
  /// How our side of a stream ends once everything unsent is sent.
  enum Ending {
    /// It does not end yet.
    case open
    /// With an END_STREAM flag on the last DATA frame.
    case flag
    /// With a header block.
    case trailers(HeaderBlock)
    /// With a header block that is kept for all streams.
    case preparedTrailers(PreparedHeaders)
    /// The end has been handed to nghttp2.
    case done
  }

  /// How much memory for unsent bytes is kept for the next stream.
  private static let keptBytes = 1024

  /// The stream's number; 0 until a client's request has been submitted.
  package internal(set) var id: Int32
  /// What the user of the session hangs on the stream.
  package var owner: AnyObject?
  /// What the user of the session notes on the stream; 0 at first.
  package var mark = 0
  /// The first header block that came, once it has: a request, or a response.
  package internal(set) var firstHeaders: ReceivedHeaders?
  /// Further header blocks that nobody has taken: responses after interim ones, and trailers.
  var laterHeaders: [ReceivedHeaders] = []
  /// Whether the peer's side has ended.
  package internal(set) var isRemoteEnded = false
  /// Whether the stream has been closed; nothing can be sent on it any more.
  package internal(set) var isClosed = false
  /// How many bytes of its body have come.
  var receivedBytes: Int64 = 0
  /// How many there are in all, where the peer said so.
  var contentLength: Int64?
  /// Whether the peer's message is malformed; nothing more of it is told.
  var isRefused = false
  /// Whether a client's request has left its queue; before that, the server cannot know of it.
  package internal(set) var hasSentRequest = false
  /// When set, an event `.drained` is recorded once no more unsent bytes than this are left.
  package var drainMark: Int?

  /// How many bytes of the body have been sent.
  package internal(set) var sentBytes = 0

  var outbound = OutboundBytes()
  var ending = Ending.open
  /// Whether nghttp2 has been told that there is nothing to send for now.
  var isDeferred = false
  /// Where the stream stands among the session's streams.
  var slot = 0
  /// Whether it is one of those that are open.
  var isOpen = false

  /// How many bytes of the body wait to be sent.
  package var unsentBytes: Int { outbound.count }
  /// How much memory the first header block takes.
  package var headerBytes: Int { firstHeaders?.block.byteCount ?? 0 }
  /// The first header block; empty until it has come.
  package var headers: HeaderBlock { firstHeaders?.block ?? HeaderBlock() }
  /// What the user of the session has noted about that block: 0 until it has come, too.
  package var headersMark: Int { firstHeaders?.mark ?? 0 }
  /// Whether that block has come.
  var hasHeaders: Bool { firstHeaders != nil }

  /// A stream that is open.
  init(id: Int32) {
    self.id = id
  }

  /// The header block that an event tells of; a later one is to be taken once, in the order of their
  /// events.
  package func takeHeaders(isFirst: Bool) -> HeaderBlock {
    if isFirst { return headers }
    return laterHeaders.isEmpty ? HeaderBlock() : laterHeaders.removeFirst().block
  }

  /// Whether it has memory that only serves the next stream.
  var keepsMemory: Bool { outbound.capacity > 0 }

  /// Gives back the memory for unsent bytes when there are none.
  func trim() {
    if outbound.count == 0 { outbound.removeAll(keepingAtMost: Self.keptBytes) }
  }

  /// Becomes as it was made, but for the memory that it has.
  func forget() {
    owner = nil
    mark = 0
    firstHeaders = nil
    if !laterHeaders.isEmpty { laterHeaders = [] }
    isRemoteEnded = false
    isClosed = false
    receivedBytes = 0
    contentLength = nil
    isRefused = false
    hasSentRequest = false
    drainMark = nil
    sentBytes = 0
    outbound.removeAll(keepingAtMost: Self.keptBytes)
    ending = .open
    isDeferred = false
  }
}

extension Stream {
  /// Whether the end of our side has been handed to be sent.
  package var hasSentEnd: Bool {
    if case .done = ending { true } else { false }
  }
}
