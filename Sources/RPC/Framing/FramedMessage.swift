internal import NIOCore

/// A message as it stands on the wire, behind its prefix.
struct FramedMessage: Hashable, Sendable {
  /// The bytes, compressed or not.
  var bytes: ByteBuffer
  /// Whether the compressed flag is set.
  var isCompressed = false
}
