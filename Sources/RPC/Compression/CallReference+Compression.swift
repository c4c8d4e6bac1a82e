internal import NIOCore

extension CallReference {
  /// A message from the peer as it was before it was compressed; one that cannot be inflated ends
  /// the call.
  func opened(_ message: FramedMessage) async throws(Status) -> ReceivedMessage {
    guard message.isCompressed else {
      return ReceivedMessage(bytes: message.bytes, wasCompressed: false)
    }
    do throws(Status) {
      let limits = await onStream { $0.limits }
      let bytes = try await Gzip.inflate(message.bytes, limits)
      return ReceivedMessage(bytes: bytes, wasCompressed: true)
    } catch {
      onLoop { $0.violated(error) }
      throw error
    }
  }

  /// A message as it goes to the peer.
  func framed(
    _ message: ByteBuffer, _ compression: MessageCompression
  ) async throws(Status) -> FramedMessage {
    let plain = FramedMessage(bytes: message)
    // The usual message is small: it pays for this one comparison and nothing else.
    guard compression.isWanted(byteCount: message.readableBytes) else { return plain }
    let (limits, isRead) = await onStream { ($0.limits, $0.peerReadsGzip) }
    // One that is too large is refused where it is sent.
    guard isRead, message.readableBytes <= limits.maxBytes else { return plain }
    let compressed = try await Gzip.deflate(message)
    let isSmaller = compressed.readableBytes < message.readableBytes
    guard isSmaller || compression == .always else { return plain }
    // What we would take for a bomb ourselves, the peer may well take for one.
    let maxInflatedBytes = limits.maxInflatedBytes(from: compressed.readableBytes)
    guard message.readableBytes <= maxInflatedBytes, compressed.readableBytes <= limits.maxBytes
    else { return plain }
    return FramedMessage(bytes: compressed, isCompressed: true)
  }
}
