internal import HTTP2

/// One stream as its events told of it, and whether they may follow one another so.
struct StreamLedger {
  let stream: HTTP2.Stream
  /// Bytes of the body that came and were not given back.
  var heldBytes = 0
  /// Whether an answer was submitted.
  var isAnswered = false
  private(set) var isClosed = false
  private var isRemoteEnded = false
  private var hasSentEnd = false

  init(_ stream: HTTP2.Stream) {
    self.stream = stream
  }

  mutating func headers(endsStream: Bool) throws(Finding) {
    try expect(!isRemoteEnded, "headers follow the end of stream \(stream.id)")
    try expect(!isClosed, "headers follow the closing of stream \(stream.id)")
    if endsStream { isRemoteEnded = true }
  }

  mutating func data(_ byteCount: Int) throws(Finding) {
    try expect(!isRemoteEnded, "data follow the end of stream \(stream.id)")
    try expect(!isClosed, "data follow the closing of stream \(stream.id)")
    heldBytes += byteCount
  }

  mutating func endOfStream() throws(Finding) {
    try expect(!isRemoteEnded, "stream \(stream.id) ends twice")
    try expect(!isClosed, "stream \(stream.id) ends after its closing")
    isRemoteEnded = true
  }

  mutating func sentEndOfStream() throws(Finding) {
    try expect(!hasSentEnd, "our side of stream \(stream.id) ends twice")
    try expect(!isClosed, "our side of stream \(stream.id) ends after its closing")
    try expect(!isRemoteEnded, "the peer had ended stream \(stream.id) before")
    hasSentEnd = true
  }

  mutating func closed() throws(Finding) {
    try expect(!isClosed, "stream \(stream.id) is closed twice")
    try expect(stream.isClosed, "stream \(stream.id) is closed and does not know")
    try expect(stream.unsentBytes == 0, "stream \(stream.id) is closed and holds bytes")
    isClosed = true
  }
}
