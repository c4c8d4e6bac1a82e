internal import Flooding
internal import TestSupport
internal import Testing

@testable internal import HTTP2

@Suite("Requests and their trailers, looked at as nghttp2 does it")
struct RequestFormTests {
  @Test("Whatever is sent, the same is told of and the same is refused")
  func reference() throws {
    var numbers = SeededGenerator.printingSeed()
    var (refused, taken) = (0, 0)
    for _ in 0..<300 {
      let reference = ReferenceServer()
      let server = try Endpoint(.server)
      _ = reference.receive(RawFrame.preface)
      server.receive(RawFrame.preface)
      _ = try server.output()
      for number in 0..<40 {
        let stream = RawFrame.stream(number)
        let request = RandomRequest(stream: stream, &numbers).bytes
        let pieceBytes = Int.random(in: 1...40, using: &numbers)
        let expected = Self.resets(reference.receive(request, pieceBytes: pieceBytes))
        server.receive(request, pieceBytes: pieceBytes)
        let resets = Self.resets(try server.output())
        let id = Int32(stream)
        try #require(resets == expected, "seed \(numbers.seed), \(request)")
        #expect(server.failure == nil)
        let blocks = server.blocks[id]?.map(\.pairs) ?? []
        try #require(
          blocks == reference.blocks[id] ?? [], "seed \(numbers.seed), \(request)")
        #expect(server.bodies[id]?.count ?? 0 == reference.bodyCounts[id] ?? 0)
        let isEnded = server.log.contains("end \(id)") || server.log.contains("headers \(id) end")
        #expect(isEnded == reference.ended.contains(id), "seed \(numbers.seed), \(request)")
        if resets.isEmpty { taken += 1 } else { refused += 1 }
      }
    }
    // Neither is the exception.
    #expect(refused > 2000 && taken > 2000)
  }

  @Test("Half of an allowed number of malformed requests does not end the connection, many do")
  func limit() throws {
    var settings = SessionSettings(role: .server)
    settings.streamResetBurst = 20
    settings.streamResetsPerSecond = 1
    let server = try Endpoint(settings)
    server.receive(RawFrame.preface)
    for number in 0..<10 { server.receive(Self.malformed(number)) }
    #expect(server.failure == nil && server.blocks.isEmpty)
    for number in 10..<50 { server.receive(Self.malformed(number)) }
    #expect(server.failure?.message == "too_many_resets")
  }

  @Test("Oversized trailers must end their request, too", arguments: [true, false])
  func oversizedTrailers(areEnd: Bool) throws {
    var settings = SessionSettings(role: .server)
    settings.maxHeaderFields = 8
    let server = try Endpoint(settings)
    server.receive(RawFrame.preface + RawFrame.request(stream: 1))
    _ = try server.output()
    let fields = (0..<9).flatMap { RawFrame.literalField("x-\($0)", "v") }
    server.receive(
      RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | (areEnd ? RawFrame.endStream : 0),
        stream: 1, fields))
    #expect(Self.resets(try server.output()).isEmpty == areEnd)
    #expect(server.log.contains("headers 1 end big") == areEnd)
  }

  private static func malformed(_ number: Int) -> [UInt8] {
    RawFrame.frame(
      type: RawFrame.headers, flags: RawFrame.endHeaders, stream: RawFrame.stream(number),
      RawFrame.requestFields + RawFrame.literalField("connection", "close"))
  }

  /// The streams that are reset, with the codes.
  private static func resets(_ output: [UInt8]) -> [String] {
    var resets: [String] = []
    var rest = output[...]
    while rest.count >= RawFrame.headBytes {
      let head = Array(rest.prefix(RawFrame.headBytes))
      let count = head.prefix(3).reduce(0) { $0 << 8 | Int($1) }
      let payload = rest.dropFirst(RawFrame.headBytes).prefix(count)
      if head[3] == RawFrame.resetStream { resets.append("\(head[5...]) \(Array(payload))") }
      rest = rest.dropFirst(RawFrame.headBytes + count)
    }
    return resets
  }
}
