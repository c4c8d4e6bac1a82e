internal import Testing

@testable internal import HTTP2

@Suite("Header blocks")
struct HeaderBlockTests {
  @Test("Every known name is recognised, and nothing else is", arguments: HeaderName.allCases)
  func recognition(_ name: HeaderName) {
    let text = Array(name.text.description.utf8)
    #expect(text.withUnsafeBytes { HeaderName(recognising: $0) } == name)
    for index in text.indices {
      var other = text
      other[index] ^= 1
      #expect(other.withUnsafeBytes { HeaderName(recognising: $0) } == .other)
    }
  }

  @Test("Fields keep their order, names and values")
  func order() {
    var block = HeaderBlock()
    block.append(name: "x-a", value: "1")
    block.append(.grpcStatus, "5")
    block.append(name: "x-a", value: "")
    block.append(name: "te", value: "trailers")
    #expect(block.pairs == ["x-a=1", "grpc-status=5", "x-a=", "te=trailers"])
    #expect(block.text(.te) == "trailers")
    #expect(block.text(.path) == nil)
    #expect(block.fields.map { block.hasName($0, "x-a") } == [true, false, true, false])
  }

  @Test("A block appended to another keeps its fields")
  func appending() {
    var block = HeaderBlock.response
    block.append(contentsOf: .trailers)
    #expect(block.pairs == [":status=200", "grpc-status=0", "x-last=yes"])
  }
}
