internal import CTestMessages
internal import Protobuf
internal import TestSupport
internal import Testing

@Suite struct AdversarialDecodingTests {
  @Test("Ten thousand nested messages are refused before the stack is touched")
  func deepNesting() {
    let error = decodingError(nest(levels: 10_000), as: dormouse__test__nest__init)
    #expect(error?.code == .tooDeep)
    #expect(error?.field.hasPrefix("inner.inner.inner") == true)
  }

  @Test("Nesting is allowed up to the limit and refused one deeper")
  func depthLimit() {
    let limit = DecodingLimits.standard.depth
    #expect(decodingError(nest(levels: limit), as: dormouse__test__nest__init) == nil)
    #expect(
      decodingError(nest(levels: limit + 1), as: dormouse__test__nest__init)?.code == .tooDeep)
  }

  @Test(
    "Four megabytes that would unpack to hundreds are refused within the budget",
    arguments: [
      ("empty messages", UInt64(28)), ("empty strings", 25), ("empty bytes", 26), ("unknown", 999),
    ])
  func amplification(kind: String, number: UInt64) {
    let unit = wire { $0.field(number, []) }
    let count = (4 << 20) / unit.count
    let bytes = [UInt8]((0..<count).lazy.flatMap { _ in unit })
    let error = decodingError(bytes, as: dormouse__test__everything__init)
    #expect(error?.code == .tooLarge, "\(kind)")
  }

  @Test("A message longer than the limit is refused unread")
  func tooLong() {
    let limits = DecodingLimits(encodedBytes: 10, unpackedBytes: 1000, depth: 5)
    let error = decodingError(
      [UInt8](repeating: 0xFF, count: 11), as: dormouse__test__everything__init, limits: limits)
    #expect(error?.code == .tooLarge)
  }

  @Test("Every failing allocation leaves no leak and no crash")
  func failingAllocations() throws {
    let bytes = sampleBytes()
    var refused = 0
    for budget in stride(from: 0, through: 16_384, by: 16) {
      let limits = DecodingLimits(encodedBytes: 1 << 20, unpackedBytes: budget, depth: 10)
      let error = decodingError(bytes, as: dormouse__test__everything__init, limits: limits)
      if let error {
        #expect(error.code == .tooLarge)
        refused += 1
      }
    }
    #expect(refused > 0)
    #expect(decodingError(bytes, as: dormouse__test__everything__init) == nil)
  }

  @Test("A NUL in any text is refused, and the error names the field")
  func embeddedNUL() {
    let bad: [UInt8] = Array("a\0b".utf8)
    expect(.embeddedNUL, at: "a_string", wire { $0.field(14, bad) })
    expect(.embeddedNUL, at: "chosen_text", wire { $0.field(42, bad) })
    expect(
      .embeddedNUL, at: "many_strings[2]",
      wire { builder in
        builder.field(25, Array("x".utf8))
        builder.field(14, Array("between".utf8))
        builder.field(25, Array("y".utf8))
        builder.field(25, bad)
      })
  }

  @Test("Text that is not UTF-8 is refused however deep it stands")
  func invalidUTF8() {
    let leaf = wire { $0.field(1, [0xC3, 0x28]) }
    let tray = wire { builder in
      builder.field(1, wire { $0.field(1, Array("fine".utf8)) })
      builder.field(1, leaf)
    }
    let box = wire { builder in
      builder.field(2, [])
      builder.field(2, tray)
    }
    expect(
      .invalidUTF8, at: "a_box.more_trays[1].leaves[1].some_text", wire { $0.field(18, box) })
    for bad: [UInt8] in [[0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80]] {
      expect(.invalidUTF8, at: "a_string", wire { $0.field(14, bad) })
    }
  }

  @Test("Bytes may hold anything")
  func bytesAreFree() {
    let bytes = wire { $0.field(15, [0, 0xFF, 0]) }
    #expect(decodingError(bytes, as: dormouse__test__everything__init) == nil)
  }

  @Test("A known field with the wrong wire type is refused by name")
  func wrongWireType() {
    expect(.malformed, at: "a_string", wire { $0.field(14, varint: 5) })
    expect(.malformed, at: "an_int32", wire { $0.field(3, Array("text".utf8)) })
    expect(.malformed, at: "a_leaf", wire { $0.field(17, varint: 1) })
  }

  @Test("Groups, field number zero and overlong varints are refused")
  func invalidTags() {
    expect(.malformed, at: "", wire { $0.tag(999, 3) })
    expect(.malformed, at: "", wire { $0.tag(999, 6) })
    expect(.malformed, at: "", wire { $0.field(0, varint: 1) })
    expect(.malformed, at: "", [UInt8](repeating: 0x80, count: 11))
  }

  @Test("Bytes behind the last field are refused when they are no field")
  func trailingBytes() {
    let whole = wire { $0.field(14, Array("text".utf8)) }
    expect(.truncated, at: "", whole + [0x80])
    expect(.malformed, at: "", whole + [0x00])
    expect(.truncated, at: "", whole + [0x72, 0x05, 0x41])
  }

  @Test("Packed values that end within a value are refused")
  func truncatedPacked() {
    expect(.truncated, at: "many_fixed64s[0]", wire { $0.field(22, [1, 2, 3]) })
    expect(.truncated, at: "many_int32s[0]", wire { $0.field(21, [0x80]) })
  }

  private func nest(levels: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 1..<levels { bytes = wire { $0.field(1, bytes) } }
    return bytes
  }

  private func expect(_ code: ProtobufError.Code, at field: String, _ bytes: [UInt8]) {
    let error = decodingError(bytes, as: dormouse__test__everything__init)
    #expect(error?.code == code)
    #expect(error?.field == field)
  }
}
