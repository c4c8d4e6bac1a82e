/// What goes with a call besides its messages.
package struct CallOptions: Hashable, Sendable {
  /// The metadata to send.
  package var metadata: Metadata
  /// How long the whole call may take, connecting and repeats included; the server is told. The
  /// client's default when there is none: no call is without a deadline.
  package var timeout: Duration?
  /// How long to wait for a server that cannot be reached; without it the call fails as soon as an
  /// attempt to connect has failed.
  package var readyTimeout: Duration?
  /// Whether the call may be repeated although the server may have acted on it: it only reads, or
  /// carries an id by which the server knows a repeat.
  package var isSafe: Bool
  /// Whether requests are compressed. Anything but `never` tells the server that some may be; one
  /// that does not read gzip refuses the call with `UNIMPLEMENTED`.
  package var compression: MessageCompression

  /// Options from their parts.
  package init(
    metadata: Metadata = [:], timeout: Duration? = nil, readyTimeout: Duration? = nil,
    isSafe: Bool = false, compression: MessageCompression = .never
  ) {
    self.metadata = metadata
    self.timeout = timeout
    self.readyTimeout = readyTimeout
    self.isSafe = isSafe
    self.compression = compression
  }
}
