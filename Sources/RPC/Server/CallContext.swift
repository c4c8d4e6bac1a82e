/// What a handler may know about its call, and say about it besides messages.
package struct CallContext: CallHead, Sendable {
  /// The full path of the method.
  package let path: String
  /// The metadata that the client sent.
  package let metadata: Metadata
  /// Who calls.
  package let peer: Peer
  /// When the client stops waiting, if it said so. The task is cancelled then.
  package let deadline: ContinuousClock.Instant?
  /// Whether the one request of a unary call or a server stream came compressed.
  package let isRequestCompressed: Bool

  let reference: CallReference<ServerStream>

  /// Sends the initial metadata now rather than with the first message; at most once, and before
  /// the first message.
  package func sendInitialMetadata(_ metadata: Metadata) {
    reference.onLoop { $0.sendInitialMetadata(metadata) }
  }

  /// Sets the metadata that goes out with the status, whatever the status will be.
  package func setTrailingMetadata(_ metadata: Metadata) {
    reference.onLoop { $0.trailingMetadata = metadata }
  }

  /// Chooses whether the one response of a unary call or a client stream is compressed, if the
  /// client reads gzip; `automatic` unless told otherwise.
  package func setResponseCompression(_ compression: MessageCompression) {
    reference.onLoop { $0.responseCompression = compression }
  }
}
