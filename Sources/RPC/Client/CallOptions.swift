/// What goes with a call besides its messages.
package struct CallOptions: Hashable, Sendable {
  /// The metadata to send.
  package var metadata: Metadata
  /// How long the whole call may take, connecting included; the server is told.
  package var timeout: Duration?

  /// Options from their parts.
  package init(metadata: Metadata = [:], timeout: Duration? = nil) {
    self.metadata = metadata
    self.timeout = timeout
  }
}
