/// What happened to a stream.
package enum StreamEvent {
  /// A header block is complete: a request, a response or trailers. The first of a stream is
  /// `Stream.headers`, a later one is to be taken with `Stream.takeHeaders`. An oversized one lacks
  /// the fields beyond the limit.
  case headers(isFirst: Bool, endsStream: Bool, isOversized: Bool)
  /// Bytes of the stream's body, as a range of the input that was received; give them back with
  /// `Session.consume` once they are taken. Whether the peer has ended its side with them.
  case data(Range<Int>, endsStream: Bool)
  /// The peer has ended its side of the stream with a DATA frame whose bytes, if it had any, were
  /// told of before.
  case endOfStream
  /// We have sent the end of our side of the stream while the peer's side is still open.
  case sentEndOfStream
  /// The stream's unsent bytes fell to its `drainMark`.
  case drained
  /// The stream is over; it is not valid afterwards.
  case closed(ErrorCode)
}
