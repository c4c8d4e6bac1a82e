internal import JSON
internal import Testing

@Suite("JSON that is written")
struct JSONWriterTests {
  @Test("What is written is read as what it was")
  func roundTrip() throws {
    let value = JSONValue.object([
      "b": .list([.whole(-7), .number(2.5), .flag(true), .flag(false), .null, .list([])]),
      "a\"\\": .text("\u{0}\n\u{1F}é😀\"\\/"), "": .object([:]),
    ])
    let bytes = JSONWriter.bytes(of: value)
    #expect(try JSONReader.value(of: bytes, within: JSONLimits(depth: 4, values: 20)) == value)
  }

  @Test("The names of an object stand in order")
  func order() {
    let value = JSONValue.object(["b": .whole(1), "a": .text("x\n")])
    #expect(
      String(decoding: JSONWriter.bytes(of: value), as: UTF8.self) == #"{"a":"x\u000a","b":1}"#)
  }
}
