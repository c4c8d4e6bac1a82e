internal import Flooding
internal import Testing

@testable internal import HTTP2

@Suite("Floods and bombs end the connection")
struct FloodTests {
  private static let enhanceYourCalm: UInt8 = 11

  /// Repeats a frame until the server gives up, at most so often.
  private func flood(
    _ server: Endpoint, atMost count: Int, _ frame: (Int) -> [UInt8]
  ) throws -> Int {
    for number in 0..<count {
      server.receive(frame(number))
      if server.failure != nil { return number }
      _ = try server.output()
    }
    return count
  }

  /// Whether the last frame that the server sends is GOAWAY with ENHANCE_YOUR_CALM.
  private func endsCalmly(_ server: Endpoint) throws -> Bool {
    let output = try server.output()
    return output.last == Self.enhanceYourCalm
      && output.dropLast(8).suffix(9).dropFirst(3).first == 7
  }

  private func makeServer() throws -> Endpoint {
    let server = try Endpoint(.server)
    server.receive(RawFrame.preface)
    _ = try server.output()
    return server
  }

  @Test(
    "Too many control frames",
    arguments: [
      RawFrame.frame(type: RawFrame.ping, flags: 0, stream: 0, Array(repeating: 0, count: 8)),
      RawFrame.frame(type: RawFrame.settings, flags: 0, stream: 0),
      RawFrame.frame(type: RawFrame.priority, flags: 0, stream: 5, [0, 0, 0, 0, 16]),
      RawFrame.frame(type: RawFrame.windowUpdate, flags: 0, stream: 0, [0, 0, 0, 1]),
      RawFrame.frame(type: RawFrame.unknown, flags: 0, stream: 0, [1, 2, 3]),
    ])
  func controlFrames(_ frame: [UInt8]) throws {
    let server = try makeServer()
    let burst = SessionSettings(role: .server).controlFrameBurst
    let count = try flood(server, atMost: burst * 2) { _ in frame }
    #expect(count <= burst)
    #expect(server.failure?.code == .flood)
    #expect(try endsCalmly(server))
  }

  @Test("Too many empty DATA frames, or such with padding only", arguments: [[], [3, 0, 0, 0]])
  func emptyData(_ padding: [UInt8]) throws {
    let server = try makeServer()
    server.receive(RawFrame.request(stream: 1))
    let flags = padding.isEmpty ? 0 : RawFrame.padded
    let frame = RawFrame.frame(type: RawFrame.data, flags: flags, stream: 1, padding)
    let count = try flood(server, atMost: 10_000) { _ in frame }
    #expect(count < 10_000 && server.failure?.code == .flood)
    #expect(try endsCalmly(server))
  }

  @Test("Control frames at the allowed pace go on for ever")
  func allowedPace() throws {
    let server = try makeServer()
    let frame = RawFrame.frame(
      type: RawFrame.windowUpdate, flags: 0, stream: 0, RawFrame.bigEndian(1))
    let count = try flood(server, atMost: 20_000) { number in
      server.nowNanoseconds = UInt64(number + 1) * 1_000_000
      return frame
    }
    #expect(count == 20_000 && server.failure == nil)
  }

  @Test("SETTINGS frames have a measure of their own, beyond which the connection ends")
  func settings() throws {
    let server = try makeServer()
    let settings = SessionSettings(role: .server)
    let frame = RawFrame.frame(type: RawFrame.settings, flags: 0, stream: 0)
    let count = try flood(server, atMost: settings.controlFrameBurst) { _ in frame }
    // The settings in the preface are one of them.
    #expect(count == settings.settingsFrameBurst - 1)
    #expect(server.failure == HTTP2Error(.flood, "too_many_settings"))
    let patient = try makeServer()
    let interval = 1_000_000_000 / UInt64(settings.settingsFramesPerSecond)
    let patientCount = try flood(patient, atMost: 1000) { number in
      patient.nowNanoseconds = UInt64(number + 1) * interval
      return frame
    }
    #expect(patientCount == 1000 && patient.failure == nil)
  }

  @Test("PINGs in quick succession while nothing else happens, and the text that says so")
  func pings() throws {
    let server = try makeServer()
    let most = SessionSettings(role: .server).maxPingStrikes
    let frame = RawFrame.frame(
      type: RawFrame.ping, flags: 0, stream: 0, Array(repeating: 0, count: 8))
    let count = try flood(server, atMost: 1000) { number in
      server.nowNanoseconds = UInt64(number + 1) * 1_000_000_000
      return frame
    }
    #expect(count == most + 1)
    #expect(server.failure == HTTP2Error(.flood, "too_many_pings"))
    let output = try server.output()
    #expect(String(decoding: output, as: UTF8.self).contains("too_many_pings"))
  }

  @Test("PINGs with an interval, or between answers, go on for ever")
  func patientPings() throws {
    let frame = RawFrame.frame(
      type: RawFrame.ping, flags: 0, stream: 0, Array(repeating: 0, count: 8))
    let patient = try makeServer()
    let interval = SessionSettings(role: .server).pingIntervalNanoseconds
    let patientCount = try flood(patient, atMost: 1000) { number in
      patient.nowNanoseconds = UInt64(number + 1) * interval
      return frame
    }
    #expect(patientCount == 1000 && patient.failure == nil)
    let busy = try makeServer()
    busy.onRequest = { [unowned busy] (stream) throws(HTTP2Error) in
      try busy.session.respondOnly(stream, .response)
    }
    let busyCount = try flood(busy, atMost: 10_000) { number in
      RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream,
        stream: RawFrame.stream(number), RawFrame.requestFields) + frame
    }
    #expect(busyCount == 10_000 && busy.failure == nil)
  }

  @Test("Frames are counted whatever pieces they come in")
  func pieces() throws {
    let frame = RawFrame.frame(type: RawFrame.unknown, flags: 0, stream: 0, [1, 2, 3])
    let burst = SessionSettings(role: .server).controlFrameBurst
    let frames = (0..<burst).flatMap { _ in frame }
    for pieceBytes in [1, 5, 7, 1000] {
      let server = try Endpoint(.server)
      // The settings in the preface are a control frame as well.
      server.receive(RawFrame.preface + frames.dropLast(frame.count), pieceBytes: pieceBytes)
      #expect(server.failure == nil)
      server.receive(frame, pieceBytes: pieceBytes)
      #expect(server.failure?.code == .flood)
    }
  }

  @Test("A header block with too many fields is marked")
  func tooManyFields() throws {
    let server = try makeServer()
    let most = SessionSettings(role: .server).maxHeaderFields
    let fields = (0..<most).flatMap { _ in RawFrame.literalField("a", "b") }
    server.receive(
      RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders, stream: 1,
        RawFrame.requestFields + fields))
    #expect(server.log.last == "headers 1 big")
    #expect(server.blocks[1]?.first?.fields.count == most)
  }

  @Test("Streams that are opened and reset at once")
  func rapidReset() throws {
    let server = try makeServer()
    let burst = SessionSettings(role: .server).streamResetBurst
    let count = try flood(server, atMost: burst * 3) { number in
      let stream = UInt32(number * 2 + 1)
      return RawFrame.request(stream: stream)
        + RawFrame.frame(
          type: RawFrame.resetStream, flags: 0, stream: stream, RawFrame.bigEndian(8))
    }
    #expect(count == burst && server.failure?.code == .flood)
    #expect(try endsCalmly(server))
    #expect(server.blocks.count == burst + 1)
  }

  @Test("A header block in too many CONTINUATION frames")
  func continuations() throws {
    let server = try makeServer()
    server.receive(
      RawFrame.frame(type: RawFrame.headers, flags: 0, stream: 1, RawFrame.requestFields))
    let count = try flood(server, atMost: 100) { _ in
      RawFrame.frame(type: RawFrame.continuation, flags: 0, stream: 1)
    }
    #expect(count <= SessionSettings(role: .server).maxContinuations)
    #expect(server.failure?.code == .flood)
  }

  @Test("A header block in as many CONTINUATION frames as are allowed, a byte at a time, is whole")
  func slowContinuations() throws {
    let server = try makeServer()
    let count = SessionSettings(role: .server).maxContinuations
    var bytes = RawFrame.frame(
      type: RawFrame.headers, flags: RawFrame.endStream, stream: 1, RawFrame.requestFields)
    for number in 1...count {
      bytes += RawFrame.frame(
        type: RawFrame.continuation, flags: number == count ? RawFrame.endHeaders : 0, stream: 1)
    }
    server.receive(bytes, pieceBytes: 1)
    #expect(server.failure == nil)
    #expect(server.log.contains("headers 1 end"))
  }

  @Test("A SETTINGS frame with too many entries")
  func settingsEntries() throws {
    let server = try makeServer()
    let entries = (0..<33).flatMap { _ in [0, 3, 0, 0, 0, 100] as [UInt8] }
    server.receive(
      RawFrame.frame(type: RawFrame.settings, flags: 0, stream: 0, entries))
    _ = try server.output()
    #expect(server.failure != nil || !server.wantsRead)
  }

  @Test("A small header block that decodes to megabytes")
  func hpackBomb() throws {
    let server = try makeServer()
    let field = RawFrame.indexedField(name: "x", valueCount: 4000)
    // 0xBE is the newest entry of the dynamic table: 4 KB for each byte.
    let block = RawFrame.requestFields + field + Array(repeating: 0xBE, count: 10_000)
    server.receive(
      RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream, stream: 1, block))
    #expect(server.failure?.code == .flood)
    #expect(try endsCalmly(server))
    #expect(server.blocks.isEmpty)
  }

  @Test("A header block somewhat over the limit is marked, and the connection goes on")
  func oversized() throws {
    let server = try makeServer()
    let field = RawFrame.indexedField(name: "x", valueCount: 4000)
    let block = RawFrame.requestFields + field + Array(repeating: 0xBE, count: 5)
    server.receive(
      RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream, stream: 1, block))
    server.receive(RawFrame.request(stream: 3))
    #expect(server.log.suffix(2) == ["headers 1 end big", "headers 3"])
    #expect(server.failure == nil)
    let size = try #require(server.blocks[1]?.first).pairs.joined().utf8.count
    #expect(size <= SessionSettings(role: .server).maxHeaderBytes)
  }

  @Test(
    "Requests that break HTTP's rules are reset by the session",
    arguments: [
      // No path; an upper-case name; a connection header; a pseudo header after others.
      [0x83, 0x86, 0x41, 0x01, 0x68], RawFrame.requestFields + [0x00, 1, 0x58, 1, 0x61],
      RawFrame.requestFields + [0x00, 10] + Array("connection".utf8) + [1, 0x61],
      [0x83, 0x86, 0x00, 1, 0x61, 1, 0x61, 0x84],
    ])
  func messaging(_ block: [UInt8]) throws {
    let server = try makeServer()
    server.receive(
      RawFrame.frame(type: RawFrame.headers, flags: RawFrame.endHeaders, stream: 1, block))
    let output = try server.output()
    #expect(server.blocks.isEmpty)
    #expect(output.dropFirst(3).first == RawFrame.resetStream)
    #expect(server.isQuiet)
  }

  @Test("A busy peer that sends many window updates is no flood")
  func busyPeer() throws {
    let server = try makeServer()
    let update = RawFrame.frame(type: RawFrame.windowUpdate, flags: 0, stream: 0, [0, 0, 0, 1])
    server.onRequest = { [unowned server] (stream) throws(HTTP2Error) in
      try server.session.respondOnly(stream, .response)
    }
    let count = try flood(server, atMost: 20_000) { number in
      let stream = UInt32(number * 2 + 1)
      return RawFrame.frame(
        type: RawFrame.headers, flags: RawFrame.endHeaders | RawFrame.endStream, stream: stream,
        RawFrame.requestFields) + update + update
    }
    #expect(count == 20_000 && server.failure == nil)
  }
}
