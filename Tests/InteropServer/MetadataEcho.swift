internal import RPC

/// Two metadata keys that come back to the client as they went.
enum MetadataEcho {
  /// Comes back before the first message.
  static let initialName = "x-grpc-test-echo-initial"
  /// Comes back with the status.
  static let trailingName = "x-grpc-test-echo-trailing-bin"

  /// Sends back what the client sent.
  static func answer(_ context: CallContext) {
    if let value = context.metadata.first(initialName) {
      var metadata = Metadata()
      metadata.add(initialName, value)
      context.sendInitialMetadata(metadata)
    }
    if let value = context.metadata.binaryValues(trailingName).first {
      var metadata = Metadata()
      metadata.add(trailingName, binary: value)
      context.setTrailingMetadata(metadata)
    }
  }
}
