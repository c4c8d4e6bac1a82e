internal import Cleanup
internal import Crypto

/// Hashes events of the audit in the one form that everybody can make again.
///
/// The hash is SHA-256 of: the 32 bytes of the hash before (of the first event: 32 bytes of 0); sequence
/// number and time in microseconds since 1970, 8 bytes each, the highest first; then id, name, role and
/// address of the token, action, subject, before and after, each as the number of its bytes in 4 bytes
/// and its UTF-8, or as 4 bytes of 255 where it is NULL, as the token's are when the service itself
/// acted.
struct AuditEncoding {
  private var bytes: [UInt8] = []

  /// The hash of an event behind the hash of the one before; the body adds the texts.
  mutating func hash(
    sequence: Int64, time: Int64, after hash: AuditHash, texts: (inout AuditEncoding) -> Void
  ) -> AuditHash {
    bytes.removeAll(keepingCapacity: true)
    hash.withUnsafeBytes { bytes.append(contentsOf: $0) }
    add(sequence)
    add(time)
    texts(&self)
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    guard let hash = hasher.finalize().withUnsafeBytes({ AuditHash($0) }) else {
      preconditionFailure("SHA-256 has 32 bytes.")
    }
    return hash
  }

  /// Adds a text, or NULL.
  mutating func add(_ text: String?) {
    guard var text else { return add(UInt32.max) }
    text.withUTF8 { utf8 in
      add(UInt32(clamping: utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
