internal import TestSupport
internal import Testing

@testable internal import HTTP2
@testable internal import RPC

@Suite("Metadata and its encodings")
struct MetadataTests {
  /// Metadata as it comes from a peer.
  private func received(_ fields: KeyValuePairs<String, String>) -> Metadata {
    var block = HeaderBlock()
    for (name, value) in fields { block.append(name: name, value: value) }
    return Metadata(block)
  }

  @Test("Values keep their order, and a name may occur more than once")
  func values() {
    let metadata: Metadata = ["a": "1", "b": "2", "a": "3"]
    #expect(metadata.values("a") == ["1", "3"])
    #expect(metadata.first("b") == "2")
    #expect(metadata.values("c").isEmpty && metadata.first("c") == nil)
    #expect(metadata.entries.map(\.name) == ["a", "b", "a"])
  }

  @Test("What belongs to HTTP/2 and gRPC does not show, and is not sent back")
  func reserved() {
    let metadata = received([
      ":path": "/a/b", "te": "trailers", "content-type": "application/grpc", "grpc-timeout": "1S",
      "user-agent": "x", "own": "1",
    ])
    #expect(metadata.entries.map(\.name) == ["user-agent", "own"])
    #expect(metadata.values("te").isEmpty && metadata.values(":path").isEmpty)
    var block = HeaderBlock()
    metadata.write(to: &block)
    #expect(block.fields.map { block.nameText(of: $0) } == ["own"])
    #expect(received(["te": "trailers"]).isEmpty)
  }

  @Test("Binary values may be padded or not, and joined by commas")
  func binary() {
    let metadata = received(["x-bin": "AAH/", "x-bin": "YQ==,YQ, YWI=", "x-bin": "!,YWJj"])
    #expect(
      metadata.binaryValues("x-bin") == [
        [0, 1, 255], Array("a".utf8), Array("a".utf8), Array("ab".utf8), Array("abc".utf8),
      ])
  }

  @Test("Text that HTTP cannot carry is replaced")
  func unprintable() {
    var metadata = Metadata()
    metadata.add("x", "a\r\nb: c\u{7f}ü")
    #expect(metadata.first("x") == "a?b: c??")
  }

  @Test("Every array of bytes survives base64")
  func base64() {
    var random = SeededGenerator.printingSeed()
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Base64.encode(bytes)
      #expect(Base64.decode(text) == bytes)
      let padding = Array(repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
      #expect(Base64.decode(text + padding) == bytes)
    }
  }

  @Test("What is not base64 is refused", arguments: ["A", "A=", "AA=", "AAAA=", "A A=", "AA-_"])
  func badBase64(_ text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }
}
