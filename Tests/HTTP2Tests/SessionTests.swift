internal import TestSupport
internal import Testing

@testable internal import HTTP2

@Suite("A session without I/O")
struct SessionTests {
  /// A server that answers each request with its body's size in mind: headers, body, trailers.
  private func makeServer(_ body: [UInt8]) throws -> Endpoint {
    let server = try Endpoint(.server)
    server.onRequest = { [unowned server] (stream) throws(HTTP2Error) in
      try server.session.respond(stream, .response)
      server.session.append(body, to: stream)
      server.session.end(stream, trailers: .trailers)
    }
    return server
  }

  @Test("A call goes there and back", arguments: [Int.max, 1, 2, 3, 7, 9, 10, 24, 100, 1000])
  func call(pieceBytes: Int) throws {
    let body = (0..<3000).map { UInt8(truncatingIfNeeded: $0) }
    let server = try makeServer(body)
    let client = try Endpoint(.client)
    let stream = try client.session.request(.request(), owner: nil)
    client.session.append(Array(body.reversed()), to: stream)
    client.session.end(stream)
    try exchange(client, server, pieceBytes: pieceBytes)

    #expect(server.blocks[1]?.first?.pairs == HeaderBlock.request().pairs)
    #expect(server.bodies[1] == body.reversed())
    #expect(client.bodies[1] == body)
    #expect(client.blocks[1]?.map(\.pairs) == [[":status=200"], HeaderBlock.trailers.pairs])
    #expect(client.log.suffix(2) == ["headers 1 end", "closed 1 noError"])
    #expect(server.log.suffix(2) == ["end 1", "closed 1 noError"])
    #expect(server.isQuiet && client.isQuiet)
    #expect(server.unsentBytes == 0)
  }

  @Test("Random pieces change nothing")
  func randomPieces() throws {
    var random = SeededGenerator.printingSeed()
    for _ in 0..<50 {
      let body = (0..<Int.random(in: 0...40_000, using: &random)).map {
        UInt8(truncatingIfNeeded: $0)
      }
      let server = try makeServer(body)
      let client = try Endpoint(.client)
      let stream = try client.session.request(.request(), owner: nil)
      client.session.append(body, to: stream)
      client.session.end(stream)
      try exchange(client, server, pieceBytes: Int.random(in: 1...5000, using: &random))
      #expect(client.bodies[1, default: []] == body && server.bodies[1, default: []] == body)
      #expect(server.isQuiet && client.isQuiet)
    }
  }

  @Test("A receiver that consumes nothing stops the sender at the window")
  func flowControl() throws {
    let server = try Endpoint(.server)
    server.consumes = false
    let client = try Endpoint(.client)
    let stream = try client.session.request(.request(), owner: nil)
    let window = Int(SessionSettings(role: .server).streamWindowBytes)
    client.session.append(Array(repeating: 1, count: window * 3), to: stream)
    try exchange(client, server)
    #expect(server.bodies[1]?.count == window)
    #expect(stream.unsentBytes == window * 2)

    let received = try #require(server.streams[1])
    server.session.consume(window, of: received)
    try exchange(client, server)
    #expect(server.bodies[1]?.count == window * 2)
  }

  @Test("A drain mark tells when enough has been sent")
  func drainMark() throws {
    let server = try Endpoint(.server)
    let client = try Endpoint(.client)
    let stream = try client.session.request(.request(), owner: nil)
    client.session.append(Array(repeating: 1, count: 100_000), to: stream)
    stream.drainMark = 50_000
    try exchange(client, server)
    #expect(client.log.filter { $0 == "drained 1" }.count == 1)
    #expect(client.unsentBytes == 0)
  }

  @Test("A reset ends the stream at both ends")
  func reset() throws {
    let server = try Endpoint(.server)
    let client = try Endpoint(.client)
    let stream = try client.session.request(.request(), owner: nil)
    try exchange(client, server)
    client.session.reset(stream, .cancel)
    try exchange(client, server)
    #expect(server.log.last == "closed 1 cancel")
    #expect(client.log.last == "closed 1 cancel")
    #expect(stream.isClosed)
  }

  @Test("The end of a response is told while the request is still open")
  func earlyEnd() throws {
    let server = try makeServer([1, 2, 3])
    let client = try Endpoint(.client)
    let stream = try client.session.request(.request(), owner: nil)
    client.session.append([9], to: stream)
    try exchange(client, server)
    #expect(server.log.last == "sentEnd 1")
    #expect(client.bodies[1] == [1, 2, 3])
  }

  @Test("After GOAWAY running streams end and later ones are refused")
  func goAway() throws {
    let server = try Endpoint(.server)
    let client = try Endpoint(.client)
    let first = try client.session.request(.request(), owner: nil)
    try exchange(client, server)
    server.session.announceShutdown()
    server.session.ping()
    try exchange(client, server)
    #expect(client.log.suffix(1) == ["goAway soon noError"])
    #expect(server.log.last == "pong")
    server.session.goAway()
    try exchange(client, server)
    #expect(client.log.last == "goAway 1 noError")
    #expect(throws: HTTP2Error.self) { try client.session.request(.request(), owner: nil) }

    let stream = try #require(server.streams[1])
    try server.session.respondOnly(stream, .response)
    client.session.end(first)
    try exchange(client, server)
    #expect(client.log.last == "closed 1 noError")
    #expect(!server.wantsRead && !server.wantsWrite)
  }

  @Test("No more streams are open than the server allows")
  func concurrentStreams() throws {
    var settings = SessionSettings(role: .server)
    settings.maxConcurrentStreams = 3
    let server = try Endpoint(settings)
    let client = try Endpoint(.client)
    try exchange(client, server)
    for _ in 0..<5 { _ = try client.session.request(.request(), owner: nil) }
    try exchange(client, server)
    #expect(server.openStreams.count == 3)
  }

  @Test("A request that still waits when GOAWAY comes was never sent")
  func queuedRequest() throws {
    var settings = SessionSettings(role: .server)
    settings.maxConcurrentStreams = 1
    let server = try Endpoint(settings)
    let client = try Endpoint(.client)
    try exchange(client, server)
    let first = try client.session.request(.request(), owner: nil)
    let second = try client.session.request(.request(), owner: nil)
    try exchange(client, server)
    #expect(first.hasSentRequest && !second.hasSentRequest)
    server.session.goAway()
    try exchange(client, server)
    client.session.reset(first, .cancel)
    try exchange(client, server)
    #expect(second.isClosed && !second.hasSentRequest)
    #expect(client.isQuiet)
  }

  @Test("A lost connection closes every stream")
  func abandon() throws {
    let server = try Endpoint(.server)
    let client = try Endpoint(.client)
    for _ in 0..<3 { _ = try client.session.request(.request(), owner: nil) }
    try exchange(client, server)
    server.session.abandonStreams()
    var closed = 0
    server.session.takeEvents(ofStreams: { event, _ in if case .closed = event { closed += 1 } })
    #expect(closed == 3 && server.isQuiet)
  }

  @Test("What is kept for streams to come is given back while others are open")
  func spares() throws {
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    server.onRequest = { (stream) throws(HTTP2Error) in
      guard stream.id > 1 else { return }
      try server.session.respond(stream, HeaderBlock.response)
      server.session.append([1, 2, 3], to: stream)
      server.session.end(stream, trailers: HeaderBlock.trailers)
    }
    let open = try client.session.request(.request(), owner: nil)
    for round in 0..<3 {
      for _ in 0..<20 { client.session.end(try client.session.request(.request(), owner: nil)) }
      try exchange(client, server)
      let kept = server.session.spareBytes
      server.session.forgetSpares()
      let left = server.session.spareBytes
      #expect(kept > 0 && left == 0)
      #expect(client.bodies.count == 20 * (round + 1) && server.openStreams.count == 1)
    }
    server.onRequest = nil
    let stream = try #require(server.streams[open.id])
    try server.session.respond(stream, HeaderBlock.response)
    server.session.end(stream, trailers: HeaderBlock.trailers)
    try exchange(client, server)
    #expect(client.blocks[open.id]?.last?.pairs == HeaderBlock.trailers.pairs)
  }

  @Test("Nothing is read from the streams of a lost connection")
  func abandonedBody() throws {
    let server = try Endpoint(.server)
    let client = try Endpoint(.client)
    let id = try client.session.request(.request(), owner: nil).id
    try exchange(client, server)
    let stream = try #require(server.streams[id])
    try server.session.respond(stream, HeaderBlock.response)
    server.session.append([1, 2, 3], to: stream)
    server.session.end(stream)
    server.session.abandonStreams()
    #expect(throws: HTTP2Error.self) { _ = try server.output() }
    #expect(!stream.hasSentEnd && stream.sentBytes == 0)
  }

  @Test("Bytes that are not HTTP/2 are told from a broken protocol")
  func notHTTP2() throws {
    let server = try Endpoint(.server)
    server.receive(Array("GET / HTTP/1.1\r\nhost: a\r\n\r\n".utf8))
    #expect(server.failure?.code == .notHTTP2)
  }
}
