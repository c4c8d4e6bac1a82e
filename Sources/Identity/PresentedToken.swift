/// What a caller presented as its token when it was let in, by which the same text is known again.
///
/// Hashing the secret of every call costs more than everything else that lets the caller in. The text
/// stays in memory alone, where every call brings it anyway; comparing takes the same time for every
/// text of its length.
package struct PresentedToken: Sendable {
  /// Tells tokens apart: their ids, which are no secret.
  package struct Key: Hashable, Sendable {
    private let first, second, third, fourth: UInt64

    /// The id within a presented text; nil when the text is too short to hold one.
    package init?(_ text: String) {
      var text = text
      let words = text.withUTF8 { bytes -> (UInt64, UInt64, UInt64, UInt64)? in
        guard bytes.count >= BearerToken.idAndSecretBytes else { return nil }
        let id = UnsafeRawBufferPointer(bytes)
        let start = bytes.count - BearerToken.idAndSecretBytes
        func word(_ index: Int) -> UInt64 {
          id.loadUnaligned(fromByteOffset: start + index * 8, as: UInt64.self)
        }
        return (word(0), word(1), word(2), word(3))
      }
      guard let words else { return nil }
      (first, second, third, fourth) = words
    }
  }

  private let bytes: [UInt8]

  /// Remembers a text that has just been checked.
  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether a text is the same one.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { other in
      guard other.count == bytes.count else { return false }
      var difference: UInt8 = 0
      for index in 0..<bytes.count { difference |= bytes[index] ^ other[index] }
      return difference == 0
    }
  }
}
