internal import HTTP2

/// A client and a server that talk properly: calls of every kind, a PING, a reset and a GOAWAY.
struct ConversationSeeds {
  /// Everything that the client sent.
  private(set) var client: [UInt8] = []
  /// Everything that the server sent.
  private(set) var server: [UInt8] = []

  init() throws(HTTP2Error) {
    let client = try Session(SessionSettings(role: .client))
    let server = try Session(SessionSettings(role: .server))
    var calls: [HTTP2.Stream] = []
    for path in ["/t/Echo", "/t/Repeat", "/t/Join", "/t/Talk", "/t/Fail", "/t/Now", "/t/None"] {
      let call = try client.request(.request(path), owner: nil)
      client.append(Self.message[...], to: call)
      client.end(call)
      calls.append(call)
    }
    client.ping()
    try exchange(client, server)
    client.reset(try client.request(.request("/t/Talk"), owner: nil), .cancel)
    server.goAway()
    try exchange(client, server)
  }

  /// A message of four bytes with its prefix.
  private static let message: [UInt8] = [0, 0, 0, 0, 4, 1, 2, 3, 4]

  /// Carries bytes until both are silent; the server answers every request with its own message.
  private mutating func exchange(
    _ client: borrowing Session, _ server: borrowing Session
  ) throws(HTTP2Error) {
    while true {
      let up = try Self.output(of: client)
      var asked: [HTTP2.Stream] = []
      try Self.give(up, to: server) { asked.append($0) }
      for stream in asked {
        try server.respond(stream, .response)
        server.append(Self.message[...], to: stream)
        server.end(stream, trailers: .trailers)
      }
      let down = try Self.output(of: server)
      try Self.give(down, to: client) { _ in }
      self.client += up
      self.server += down
      if up.isEmpty, down.isEmpty { return }
    }
  }

  private static func output(of session: borrowing Session) throws(HTTP2Error) -> [UInt8] {
    var bytes: [UInt8] = []
    try session.send { frame in
      bytes += frame
      return true
    }
    return bytes
  }

  private static func give(
    _ bytes: [UInt8], to session: borrowing Session, onHeaders: (HTTP2.Stream) -> Void
  ) throws(HTTP2Error) {
    let failure = bytes.withUnsafeBytes { input -> HTTP2Error? in
      do throws(HTTP2Error) {
        try session.receive(input, nowNanoseconds: 1)
        session.takeEvents(ofStreams: { event, stream in
          if case .headers(let isFirst, _, _) = event {
            _ = stream.takeHeaders(isFirst: isFirst)
            onHeaders(stream)
          }
        })
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }
}

extension HeaderBlock {
  /// A call of a method, with metadata and a deadline.
  fileprivate static func request(_ path: String) -> HeaderBlock {
    var block = HeaderBlock()
    block.append(contentsOf: .request) { $0.name != .path }
    block.append(.grpcTimeout, "10S")
    block.append(name: "x-id", value: "1")
    block.append(name: "x-id-bin", value: "AQID")
    var ordered = HeaderBlock()
    ordered.append(.path, path)
    ordered.append(contentsOf: block)
    return ordered
  }
}
