internal import CMessages
internal import Protobuf

/// One part of a backup, as `BackupTenant` answers them.
package enum BackupPart: WireMessage, Hashable {
  /// Most bytes of one chunk that the server sends.
  package static let chunkBytes = 262_144

  /// First, once.
  case header(BackupHeader)
  /// The next bytes of the database file.
  case chunk([UInt8])
  /// Last, once.
  case end(BackupEnd)
}

extension BackupPart: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__BackupTenantResponse> {
    dormouse__v1__backup_tenant_response__init
  }
  static var blank: BackupPart { .end(BackupEnd()) }

  mutating func map(_ c: inout Dormouse__V1__BackupTenantResponse, _ coder: inout WireCoder) {
    switch coder.direction {
    case .reading: read(c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private mutating func read(
    _ c: Dormouse__V1__BackupTenantResponse, _ coder: inout WireCoder
  ) {
    switch c.part_case {
    case DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_HEADER:
      self = .header(coder.read(c.header, named: "header"))
    case DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_CHUNK:
      self = .chunk(Array(UnsafeBufferPointer(start: c.chunk.data, count: c.chunk.len)))
    case DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_END:
      self = .end(coder.read(c.end, named: "end"))
    default: coder.refuse("part", "must be header, chunk or end")
    }
  }

  private func write(
    _ c: inout Dormouse__V1__BackupTenantResponse, _ coder: inout WireCoder
  ) {
    switch self {
    case .header(let header):
      c.part_case = DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_HEADER
      c.header = coder.build(header)
    case .chunk(let bytes):
      c.part_case = DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_CHUNK
      (c.chunk.len, c.chunk.data) = coder.arena.bytes(bytes)
    case .end(let end):
      c.part_case = DORMOUSE__V1__BACKUP_TENANT_RESPONSE__PART_END
      c.end = coder.build(end)
    }
  }
}
