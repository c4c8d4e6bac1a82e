internal import CMessages
internal import Protobuf

/// The sum of a backup's bytes.
package struct BackupEnd: DefaultedMessage {
  /// SHA-256 of all chunks, 32 bytes.
  package var sha256: [UInt8] = []
  /// Bytes of all chunks.
  package var byteCount: Int64 = 0

  package init() {}
}

extension BackupEnd: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__BackupEnd> {
    dormouse__v1__backup_end__init
  }
  mutating func map(_ c: inout Dormouse__V1__BackupEnd, _ coder: inout WireCoder) {
    coder.bytes(&sha256, &c.sha256.len, &c.sha256.data)
    coder.number(&byteCount, &c.byte_count)
  }
}
