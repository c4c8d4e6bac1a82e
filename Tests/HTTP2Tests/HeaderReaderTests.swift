internal import TestSupport
internal import Testing

@testable internal import HTTP2

@Suite("Header blocks that are read against the one before")
struct HeaderReaderTests {
  @Test("A block that repeats the last one shares what was made of it")
  func repeats() throws {
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    var kept: [ReceivedHeaders?] = []
    for path in ["/a/b", "/a/b", "/a/b", "/a/c", "/a/b"] {
      let stream = try client.session.request(.request(path), owner: nil)
      try exchange(client, server)
      #expect(server.blocks[stream.id]?.first?.text(.path) == path)
      kept.append(server.streams[stream.id]?.firstHeaders)
    }
    #expect(kept[0] === kept[1] && kept[1] === kept[2])
    #expect(kept[3] !== kept[2] && kept[4] !== kept[3])
    #expect(kept[2]?.block.text(.path) == "/a/b" && kept[3]?.block.text(.path) == "/a/c")
  }

  @Test("Blocks that differ anywhere are read as they were sent", arguments: [1, 7, Int.max])
  func differences(pieceBytes: Int) throws {
    var numbers = SeededGenerator(seed: 11)
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    for round in 0..<400 {
      let sent = Self.block(&numbers)
      let stream = try client.session.request(sent, owner: nil)
      if round.isMultiple(of: 3) { client.session.end(stream, trailers: Self.trailers(&numbers)) }
      try exchange(client, server, pieceBytes: pieceBytes)
      #expect(server.blocks[stream.id]?.first?.pairs == sent.pairs)
      if round.isMultiple(of: 5) { server.session.trim() }
      client.session.reset(stream, .cancel)
      try exchange(client, server, pieceBytes: pieceBytes)
    }
  }

  @Test("One that comes slowly is not lost when memory is given back meanwhile")
  func slow() throws {
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    for _ in 0..<2 {
      let stream = try client.session.request(.request("/slow/call"), owner: nil)
      for byte in try client.output() {
        server.receive([byte])
        for _ in 0..<3 { server.session.trim() }
      }
      #expect(server.blocks[stream.id]?.first?.pairs == HeaderBlock.request("/slow/call").pairs)
    }
  }

  @Test("An oversized block neither takes nor leaves what another has")
  func oversized() throws {
    var settings = SessionSettings(role: .server)
    settings.maxHeaderFields = HeaderBlock.request().fields.count
    let (client, server) = (try Endpoint(.client), try Endpoint(settings))
    var long = HeaderBlock.request()
    long.append(name: "x-more", value: "1")
    for block in [long, .request(), long, long, .request()] {
      let stream = try client.session.request(block, owner: nil)
      try exchange(client, server)
      #expect(server.blocks[stream.id]?.first?.pairs == HeaderBlock.request().pairs)
      let isLong = block.fields.count == long.fields.count
      #expect(server.log.contains("headers \(stream.id)\(isLong ? " big" : "")"))
    }
  }

  @Test("What is kept is counted, and given back when it is of no use")
  func memory() throws {
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    let value = String(repeating: "v", count: 4000)
    var block = HeaderBlock.request()
    block.append(name: "x-long", value: value)
    let stream = try client.session.request(block, owner: nil)
    try exchange(client, server)
    client.session.reset(stream, .cancel)
    try exchange(client, server)
    let kept = server.session.spareBytes
    #expect(kept > 2 * value.utf8.count)
    for _ in 0..<10 { server.session.trim() }
    let left = server.session.spareBytes
    #expect(left == 0)
  }

  private static func block(_ numbers: inout SeededGenerator) -> HeaderBlock {
    var block = HeaderBlock.request("/s/\(Int.random(in: 0..<2, using: &numbers))")
    for _ in 0..<Int.random(in: 0..<4, using: &numbers) {
      block.append(
        name: "x-\(Int.random(in: 0..<3, using: &numbers))",
        value: String(Int.random(in: 0..<3, using: &numbers)))
    }
    return block
  }

  private static func trailers(_ numbers: inout SeededGenerator) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(name: "x-end", value: String(Int.random(in: 0..<2, using: &numbers)))
    return block
  }
}
