/// Whether a message is compressed with gzip on its way out.
package enum MessageCompression: Hashable, Sendable {
  /// When it is worth it: the peer reads gzip, the message is large, and it gets smaller.
  case automatic
  /// Whatever its size, as long as the peer reads gzip.
  case always
  /// Not at all.
  case never

  /// From how many bytes on compressing is worth its CPU: below, the message fits into a few
  /// packets, and what is saved is time that nobody notices.
  package static let automaticBytes = 8 * 1024

  /// Whether a message of so many bytes is to be compressed if the peer reads gzip.
  func isWanted(byteCount: Int) -> Bool {
    switch self {
    case .automatic: byteCount >= Self.automaticBytes
    case .always: true
    case .never: false
    }
  }
}
