/// What goes with a call besides its messages.
package struct CallOptions: Hashable, Sendable {
  /// The metadata to send.
  package var metadata: Metadata
  /// How long the whole call may take, connecting included; the server is told.
  package var timeout: Duration?
  /// Whether requests are compressed. Anything but `never` tells the server that some may be; one
  /// that does not read gzip refuses the call with `UNIMPLEMENTED`.
  package var compression: MessageCompression

  /// Options from their parts.
  package init(
    metadata: Metadata = [:], timeout: Duration? = nil, compression: MessageCompression = .never
  ) {
    self.metadata = metadata
    self.timeout = timeout
    self.compression = compression
  }
}
