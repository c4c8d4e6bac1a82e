internal import Crypto

/// SHA-256 of bytes that come in pieces.
package struct StreamHash: Sendable {
  private var hash = SHA256()
  /// Bytes so far.
  package private(set) var byteCount: Int64 = 0

  /// Of no bytes.
  package init() {}

  /// Takes the next bytes in.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    byteCount += Int64(bytes.count)
  }

  /// The hash of the bytes so far, 32 bytes.
  package var value: [UInt8] { Array(hash.finalize()) }
}
