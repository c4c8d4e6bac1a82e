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
  /// Memory that is used again for each event; its first `count` bytes are what is hashed.
  private var memory: [UInt8] = []
  private var count = 0

  /// The hash of an event behind the hash of the one before; the body adds the texts.
  mutating func hash(
    sequence: Int64, time: Int64, after hash: AuditHash, texts: (inout AuditEncoding) -> Void
  ) -> AuditHash {
    count = 0
    hash.withUnsafeBytes { append($0) }
    append(sequence)
    append(time)
    texts(&self)
    var hasher = SHA256()
    memory.withUnsafeBytes { hasher.update(bufferPointer: .init(rebasing: $0[..<count])) }
    guard let hash = hasher.finalize().withUnsafeBytes({ AuditHash($0) }) else {
      preconditionFailure("SHA-256 has 32 bytes.")
    }
    return hash
  }

  /// Adds a text, or NULL.
  mutating func add(_ text: String?) {
    guard var text else { return append(UInt32.max) }
    text.withUTF8 { utf8 in
      append(UInt32(clamping: utf8.count))
      append(UnsafeRawBufferPointer(utf8))
    }
  }

  @inline(__always)
  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { append($0) }
  }

  /// Copies bytes behind those that are there: `Array.append` takes several times as long for the few
  /// bytes of a text, of which each event has eight.
  @inline(__always)
  private mutating func append(_ new: UnsafeRawBufferPointer) {
    let end = count + new.count
    if end > memory.count {
      memory.append(contentsOf: repeatElement(0, count: max(end, 512)))
    }
    memory.withUnsafeMutableBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: bytes[count..<end]).copyMemory(from: new)
    }
    count = end
  }
}
