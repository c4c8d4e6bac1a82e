internal import HTTP2

/// What a connection tells the handler that it belongs to.
protocol HTTP2ConnectionDelegate: AnyObject {
  /// Acts on an event of a stream; `input` is what the range of `.data` points into.
  func handle(_ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer)

  /// Acts on an event of the connection.
  func handle(_ event: ConnectionEvent)

  /// Acts on that everything is worked off that was read.
  func readCompleted()
}

extension HTTP2ConnectionDelegate {
  func handle(_ event: ConnectionEvent) {}

  func readCompleted() {}
}
