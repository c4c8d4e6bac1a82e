/// How large the messages of a call may be.
struct MessageLimits: Hashable, Sendable {
  /// To how many bytes a message may inflate whatever it was before: a bomb of this size harms
  /// nobody, and small messages of zeros are honest.
  static let harmlessBytes = 1024 * 1024

  /// The largest message on the wire, in either direction.
  let maxBytes: Int
  /// The largest message that a compressed one may inflate to.
  let maxDecompressedBytes: Int
  /// How many times its own size a compressed message may inflate to, beyond `harmlessBytes`.
  let maxDecompressionRatio: Int

  /// To how many bytes a message of so many compressed bytes may inflate.
  func maxInflatedBytes(from compressedBytes: Int) -> Int {
    let (byRatio, isOver) = compressedBytes.multipliedReportingOverflow(by: maxDecompressionRatio)
    return min(maxDecompressedBytes, isOver ? .max : max(byRatio, Self.harmlessBytes))
  }

  /// What a call ends with that is to send a message of so many bytes.
  func tooLarge(_ byteCount: Int) -> Status {
    Status(
      .resourceExhausted,
      "a message of \(byteCount) bytes is larger than the limit of \(maxBytes) bytes")
  }
}

extension MessageLimits {
  init(_ limits: ServerLimits) {
    self.init(
      maxBytes: limits.maxMessageBytes,
      maxDecompressedBytes: min(limits.maxDecompressedBytes, limits.maxMessageBytes),
      maxDecompressionRatio: limits.maxDecompressionRatio)
  }

  init(_ configuration: ClientConfiguration) {
    self.init(
      maxBytes: configuration.maxMessageBytes,
      maxDecompressedBytes: min(
        configuration.maxDecompressedBytes, configuration.maxMessageBytes),
      maxDecompressionRatio: configuration.maxDecompressionRatio)
  }
}
