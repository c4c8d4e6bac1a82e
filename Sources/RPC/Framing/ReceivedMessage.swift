package import NIOCore

/// A message from the peer, and how it came.
package struct ReceivedMessage: Hashable, Sendable {
  /// The message itself; it is inflated when it came compressed.
  package let bytes: ByteBuffer
  /// Whether its compressed flag was set on the wire.
  package let wasCompressed: Bool
}
