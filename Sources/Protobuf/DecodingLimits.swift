/// How much a message from the wire may ask of us before it is refused.
@usableFromInline
package struct DecodingLimits: Hashable, Sendable {
  /// The most bytes that an encoded message has. Unit: bytes.
  package var encodedBytes: Int

  /// The most memory that a message unpacks to, whatever it says about itself. Unit: bytes.
  ///
  /// Four megabytes of empty submessages would unpack to more than 500 MB; honest messages unpack
  /// to two or three times their encoded size.
  package var unpackedBytes: Int

  /// The deepest nesting of messages. protobuf-c recurses without a limit of its own, about
  /// 950 bytes of stack per level.
  package var depth: Int

  /// What the service uses: messages of 4 MiB that unpack to 32 MiB, nested 100 deep.
  package static let standard = DecodingLimits(
    encodedBytes: 4 << 20, unpackedBytes: 32 << 20, depth: 100)

  /// Makes limits; the depth counts the outermost message as 1.
  package init(encodedBytes: Int, unpackedBytes: Int, depth: Int) {
    self.encodedBytes = encodedBytes
    self.unpackedBytes = unpackedBytes
    self.depth = depth
  }
}
