internal import CMessages
internal import Protobuf

/// One step of a restore, as `RestoreTenant` takes them.
package enum RestoreStep: WireMessage, Hashable {
  /// First, once.
  case begin(RestoreBegin)
  /// The next bytes of the database file.
  case chunk([UInt8])
  /// Last, once.
  case finish(BackupEnd)
}

extension RestoreStep: Mapped {
  static var initialize: Arena.Initializer<Dormouse__V1__RestoreTenantRequest> {
    dormouse__v1__restore_tenant_request__init
  }
  static var blank: RestoreStep { .finish(BackupEnd()) }

  mutating func map(_ c: inout Dormouse__V1__RestoreTenantRequest, _ coder: inout WireCoder) {
    switch coder.direction {
    case .reading: read(c, &coder)
    case .writing: write(&c, &coder)
    }
  }

  private mutating func read(
    _ c: Dormouse__V1__RestoreTenantRequest, _ coder: inout WireCoder
  ) {
    switch c.step_case {
    case DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_BEGIN:
      self = .begin(coder.read(c.begin, named: "begin"))
    case DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_CHUNK:
      self = .chunk(Array(UnsafeBufferPointer(start: c.chunk.data, count: c.chunk.len)))
    case DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_FINISH:
      self = .finish(coder.read(c.finish, named: "finish"))
    default: coder.refuse("step", "must be begin, chunk or finish")
    }
  }

  private func write(
    _ c: inout Dormouse__V1__RestoreTenantRequest, _ coder: inout WireCoder
  ) {
    switch self {
    case .begin(let begin):
      c.step_case = DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_BEGIN
      c.begin = coder.build(begin)
    case .chunk(let bytes):
      c.step_case = DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_CHUNK
      (c.chunk.len, c.chunk.data) = coder.arena.bytes(bytes)
    case .finish(let end):
      c.step_case = DORMOUSE__V1__RESTORE_TENANT_REQUEST__STEP_FINISH
      c.finish = coder.build(end)
    }
  }
}
