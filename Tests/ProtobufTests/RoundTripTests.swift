internal import CTestMessages
internal import Protobuf
internal import TestSupport
internal import Testing

@Suite struct RoundTripTests {
  @Test("A message built in an arena comes back field by field")
  func roundTrip() throws {
    try withDecoded(sampleBytes(), as: dormouse__test__everything__init) { message in
      let it = message.pointee
      #expect(it.a_double == 0.1)
      #expect(it.an_int64 == .min)
      #expect(it.a_sint64 == -9)
      #expect(it.an_sfixed32 == -12)
      #expect(String(cString: it.a_string) == "Größe \"1\"\n")
      #expect(
        Array(UnsafeBufferPointer(start: it.some_bytes.data, count: it.some_bytes.len)) == [
          0, 255, 16, 32,
        ])
      #expect(it.a_colour == DORMOUSE__TEST__COLOUR__CODE__DEEP_RED)
      #expect((0..<it.n_many_int32s).map { it.many_int32s[$0] } == [1, -1, 300])
      // protobuf-c never stores a null in a repeated text.
      #expect((0..<it.n_many_strings).map { String(cString: it.many_strings[$0]!) } == ["a", ""])
      #expect(it.n_many_leaves == 2)
      #expect(it.choice_case == DORMOUSE__TEST__EVERYTHING__CHOICE_CHOSEN_TEXT)
      #expect(it.seen_time.pointee.nanos == 270_000_000)
      #expect(it.waited == nil)
    }
  }

  @Test("Packing what was unpacked gives the same bytes")
  func repack() throws {
    let bytes = sampleBytes()
    let again = try withDecoded(bytes, as: dormouse__test__everything__init) { packed($0) }
    #expect(again == bytes)
  }

  @Test("Fields that a type does not know pass through it")
  func unknownFields() throws {
    let bytes = sampleBytes()
    let through = try withDecoded(bytes, as: dormouse__test__little__init) { little in
      #expect(String(cString: little.pointee.a_string) == "Größe \"1\"\n")
      return packed(little)
    }
    let known = try json(through, as: dormouse__test__everything__init)
    #expect(try known == json(bytes, as: dormouse__test__everything__init))
  }

  @Test("No bytes are a message of defaults")
  func empty() throws {
    try withDecoded([], as: dormouse__test__everything__init) { message in
      #expect(String(cString: message.pointee.a_string) == "")
      #expect(message.pointee.a_leaf == nil)
      #expect(packed(message).isEmpty)
    }
  }

  @Test("Repeated numbers are read packed and one by one")
  func packedOrNot() throws {
    let bytes = wire { builder in
      builder.field(21, varint: 1)
      builder.field(21, [2, 3])
      builder.field(27, varint: 300)
    }
    try withDecoded(bytes, as: dormouse__test__everything__init) { message in
      #expect(
        (0..<message.pointee.n_many_int32s).map { message.pointee.many_int32s[$0] } == [1, 2, 3])
      #expect(message.pointee.many_colours[0] == DORMOUSE__TEST__COLOUR__CODE__DEEP_RED)
    }
  }

  @Test("A message cut at any byte is either a shorter message or refused, never a crash")
  func truncatedAnywhere() {
    let bytes = sampleBytes()
    var refused = 0
    for end in bytes.indices {
      let error = decodingError(Array(bytes[..<end]), as: dormouse__test__everything__init)
      if let error {
        #expect([.truncated, .malformed].contains(error.code), "cut at \(end)")
        refused += 1
      }
    }
    // Most cuts fall within a field.
    #expect(refused > bytes.count / 2)
  }

  @Test("Random damage to a message is refused or printed, never a crash")
  func randomDamage() throws {
    var random = SeededGenerator.printingSeed()
    let sample = sampleBytes()
    var accepted = 0
    for _ in 0..<5_000 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      guard decodingError(bytes, as: dormouse__test__everything__init) == nil else { continue }
      accepted += 1
      let printed = try withDecoded(bytes, as: dormouse__test__everything__init) { message in
        Result { () throws(ProtobufError) in try json(message) }
      }
      if case .failure(let error) = printed { #expect(error.code == .unprintable) }
    }
    #expect(accepted > 0)
  }

  @Test("Random bytes are refused or unpacked, never a crash")
  func randomBytes() {
    var random = SeededGenerator.printingSeed()
    var accepted = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...40, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      if decodingError(bytes, as: dormouse__test__everything__init) == nil { accepted += 1 }
    }
    #expect(accepted > 0)
  }
}
