package import NIOCore

/// What a unary call is answered with.
package struct UnaryResponse: Hashable, Sendable {
  /// The response.
  package let message: ByteBuffer
  /// Whether the response came compressed.
  package let isCompressed: Bool
  /// The metadata that came before it.
  package let initialMetadata: Metadata
  /// The metadata that came after it.
  package let trailingMetadata: Metadata
}
