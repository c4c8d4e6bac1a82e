internal import Cleanup
internal import Messages
internal import TestSupport
internal import Testing

@Suite struct ViolationTests {
  @Test("Every bad field of a request is named at once, by its path")
  func collected() {
    let time = wire { $0.field(1, varint: UInt64(Int64.max)) }
    let policy = wire { builder in
      builder.field(1, varint: 9)
      builder.field(6, wire { $0.field(2, varint: 30) })
      builder.field(9, varint: 77)
      builder.field(16, time)
    }
    let mask = wire { builder in
      builder.field(1, Array("action".utf8))
      builder.field(1, Array("revision".utf8))
    }
    let bytes = wire { builder in
      builder.field(1, policy)
      builder.field(2, mask)
    }
    expect(
      [
        "update_mask.paths[1]", "policy.action", "policy.never_logged_in.clean_after_days",
        "policy.counted_signals[0]", "policy.update_time",
      ], ConfigureRequest.self, bytes)
  }

  @Test("Fields of list elements are named with their index")
  func indexed() {
    let user = wire { builder in
      builder.field(5, wire { $0.field(2, varint: 1_000_000_000) })
      builder.field(6, wire { $0.field(1, wire { $0.field(2, varint: 1_000_000_000) }) })
    }
    let items = wire { builder in
      builder.field(1, [])
      builder.field(1, user)
    }
    expect(
      ["items.users[1].created_time", "items.users[1].last_login.time"], ImportStep.self,
      wire { $0.field(2, items) })
  }

  @Test("Of a message with very many wrong fields the first hundred are named")
  func bounded() {
    let weeks = wire { $0.field(2, [UInt8](repeating: 99, count: 100_000)) }
    let schedule = wire { $0.field(4, weeks) }
    let bytes = wire { $0.field(1, schedule) }
    let error = #expect(throws: MessageError.self) { try PreviewScheduleRequest.decode(bytes) }
    #expect(error?.violations.count == 100)
    #expect(error?.violations.last?.field == "schedule.weeks.weekdays[99]")
  }

  @Test("What must be set is missed by name")
  func required() {
    expect(["user"], PutExemptionRequest.self, [])
    expect(["policy"], ConfigureRequest.self, [])
    expect(["directory"], PutDirectoryRequest.self, [])
    expect(["role"], IssueTokenRequest.self, [])
    expect(["step"], ImportStep.self, [])
    expect(["action"], ManualActionRequest.self, [])
    expect(["format"], ExportLogRequest.self, [])
    expect(["begin.mode"], ImportStep.self, wire { $0.field(1, []) })
  }

  @Test("A change of other fields needs no action, a whole policy does")
  func partialPolicy() throws {
    let policy = wire { $0.field(3, varint: 90) }
    let whole = wire { $0.field(1, policy) }
    expect(["policy.action"], ConfigureRequest.self, whole)
    let mask = wire { $0.field(1, Array("inactive_after_days".utf8)) }
    let request = try ConfigureRequest.decode(whole + wire { $0.field(2, mask) })
    #expect(request.policy.inactiveAfterDays == 90)
    #expect(request.updateMask == [.inactiveAfterDays])
  }

  @Test("A group belongs to the action that takes it")
  func actionAndGroup() {
    let policy = wire { builder in
      builder.field(1, varint: 1)
      builder.field(2, Array("members".utf8))
    }
    expect(["policy.group"], ConfigureRequest.self, wire { $0.field(1, policy) })
  }

  @Test("A manual action has exactly the parts that its kind needs")
  func manualActionParts() {
    let group: [UInt8] = Array("members".utf8)
    expect(["group"], ManualActionRequest.self, wire { $0.field(2, varint: 3) })
    expect(
      ["group", "until_time", "owner"], ManualActionRequest.self,
      wire { builder in
        builder.field(2, varint: 1)
        builder.field(3, group)
        builder.field(9, [])
        builder.field(10, group)
      })
  }

  @Test("The etag of a policy that is given back counts as the request's")
  func etagFallback() throws {
    var request = Samples.configure
    let policy = wire { builder in
      builder.field(1, varint: 1)
      builder.field(15, Array("inner".utf8))
    }
    #expect(try ConfigureRequest.decode(wire { $0.field(1, policy) }).etag == "inner")
    request.etag = "outer"
    #expect(try ConfigureRequest.decode(request.encode()).etag == "outer")
  }

  @Test("Text that cannot be kept is malformed and named")
  func malformedText() {
    let bytes = wire { $0.field(1, Array("a\0b".utf8)) }
    let error = #expect(throws: MessageError.self) { try GetTenantRequest.decode(bytes) }
    #expect(error?.code == .malformed)
    #expect(error?.violations.map(\.field) == ["name"])
  }

  @Test("Bytes that are no message are malformed")
  func malformedBytes() {
    let error = #expect(throws: MessageError.self) { try GetTenantRequest.decode([0x0A, 0x05]) }
    #expect(error?.code == .malformed)
  }

  @Test("What unpacks to too much is too large")
  func tooLarge() {
    let bytes = [UInt8](repeating: 0, count: 2 << 20).enumerated().map { index, _ in
      index % 2 == 0 ? UInt8(0x0A) : 0
    }
    let error = #expect(throws: MessageError.self) { try ImportItems.decode(bytes) }
    #expect(error?.code == .tooLarge)
  }

  private func expect<Message: WireMessage>(
    _ fields: [String], _ type: Message.Type, _ bytes: [UInt8]
  ) {
    let error = #expect(throws: MessageError.self) { try type.decode(bytes) }
    #expect(error?.code == .invalid)
    #expect(error?.violations.map(\.field) == fields)
  }
}
