/// What happened on a connection, in the order in which it happened.
package enum Event {
  /// A header block is complete: a request, a response or trailers. The first of a stream is
  /// `Stream.headers`, a later one is to be taken with `Stream.takeHeaders`. An oversized one lacks
  /// the fields beyond the limit.
  case headers(Stream, isFirst: Bool, endsStream: Bool, isOversized: Bool)
  /// Bytes of a stream's body, as a range of the input that was received; give them back with
  /// `Session.consume` once they are taken. Whether the peer has ended its side with them.
  case data(Stream, Range<Int>, endsStream: Bool)
  /// The peer has ended its side of the stream with a DATA frame whose bytes, if it had any, were
  /// told of before.
  case endOfStream(Stream)
  /// We have sent the end of our side of a stream while the peer's side is still open.
  case sentEndOfStream(Stream)
  /// A stream's unsent bytes fell to its `drainMark`.
  case drained(Stream)
  /// The stream is over; it is not valid afterwards.
  case closed(Stream, ErrorCode)
  /// The peer's settings came.
  case settings
  /// The peer will take no streams above this id.
  case goAway(lastStreamID: Int32, ErrorCode)
  /// The peer answered our PING.
  case pingAcknowledged
}
