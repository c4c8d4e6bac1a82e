internal import HTTP2

/// What a connection tells the handler that it belongs to.
protocol HTTP2ConnectionDelegate: AnyObject {
  /// Acts on an event; `input` is what the range of `.data` points into.
  func handle(_ event: Event, input: UnsafeRawBufferPointer)

  /// Acts on that everything is worked off that was read.
  func readCompleted()
}

extension HTTP2ConnectionDelegate {
  func readCompleted() {}
}
