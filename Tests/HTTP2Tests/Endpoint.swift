@testable internal import HTTP2

/// One end of an in-memory connection: a session, what it was told, and what it has to say.
final class Endpoint {
  let session: Session
  /// The streams by id, as events showed them.
  private(set) var streams: [Int32: HTTP2.Stream] = [:]
  /// What happened, in words.
  private(set) var log: [String] = []
  /// The bodies that arrived, by stream.
  private(set) var bodies: [Int32: [UInt8]] = [:]
  /// The header blocks that arrived, by stream.
  private(set) var blocks: [Int32: [HeaderBlock]] = [:]
  /// Why the session failed, if it did.
  private(set) var failure: HTTP2Error?
  /// Whether what arrives is given back to the peer's window at once.
  var consumes = true
  /// Called with each header block, for a server that answers.
  var onRequest: ((HTTP2.Stream) throws(HTTP2Error) -> Void)?
  /// The time that the session is told.
  var nowNanoseconds: UInt64 = 1

  init(_ settings: SessionSettings) throws {
    session = try Session(settings)
  }

  convenience init(_ role: SessionSettings.Role) throws {
    try self.init(SessionSettings(role: role))
  }

  // The session cannot be copied, so `#expect` cannot look into it.
  var isQuiet: Bool { session.isQuiet }
  var wantsRead: Bool { session.wantsRead }
  var wantsWrite: Bool { session.wantsWrite }
  var unsentBytes: Int { session.unsentBytes }
  var openStreams: [HTTP2.Stream] { session.openStreams }

  /// Reads bytes, in pieces of the given size.
  func receive(_ bytes: [UInt8], pieceBytes: Int = .max) {
    var rest = bytes[...]
    while !rest.isEmpty, failure == nil {
      let piece = Array(rest.prefix(pieceBytes))
      rest = rest.dropFirst(piece.count)
      receivePiece(piece)
    }
  }

  /// Everything that the session has to say.
  func output() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try session.send { frame in
      bytes.append(contentsOf: frame)
      return true
    }
    takeEvents(UnsafeRawBufferPointer(start: nil, count: 0))
    return bytes
  }

  private func receivePiece(_ piece: [UInt8]) {
    piece.withUnsafeBytes { input in
      do throws(HTTP2Error) {
        try session.receive(input, nowNanoseconds: nowNanoseconds)
      } catch {
        failure = error
      }
      takeEvents(input)
    }
  }

  private func takeEvents(_ input: UnsafeRawBufferPointer) {
    session.takeEvents(
      ofStreams: { handle($0, on: $1, input: input) }, ofConnection: { handle($0) })
  }

  private func handle(
    _ event: StreamEvent, on stream: HTTP2.Stream, input: UnsafeRawBufferPointer
  ) {
    switch event {
    case .headers(let isFirst, let endsStream, let isOversized):
      let block = stream.takeHeaders(isFirst: isFirst)
      streams[stream.id] = stream
      let isNew = blocks[stream.id] == nil
      blocks[stream.id, default: []].append(block)
      log.append("headers \(stream.id)\(endsStream ? " end" : "")\(isOversized ? " big" : "")")
      if isNew, let onRequest {
        do throws(HTTP2Error) { try onRequest(stream) } catch { failure = error }
      }
    case .data(let range, let endsStream):
      bodies[stream.id, default: []].append(contentsOf: input[range])
      if consumes { session.consume(range.count, of: stream) }
      if endsStream { log.append("end \(stream.id)") }
    case .endOfStream: log.append("end \(stream.id)")
    case .sentEndOfStream: log.append("sentEnd \(stream.id)")
    case .drained: log.append("drained \(stream.id)")
    case .closed(let code): log.append("closed \(stream.id) \(code)")
    }
  }

  private func handle(_ event: ConnectionEvent) {
    switch event {
    case .settings: log.append("settings")
    case .goAway(let id, let code): log.append("goAway \(id == .max ? "soon" : "\(id)") \(code)")
    case .pingAcknowledged: log.append("pong")
    }
  }
}

/// Carries bytes between two endpoints until neither has anything to say.
func exchange(_ client: Endpoint, _ server: Endpoint, pieceBytes: Int = .max) throws {
  while true {
    let up = try client.output()
    server.receive(up, pieceBytes: pieceBytes)
    let down = try server.output()
    client.receive(down, pieceBytes: pieceBytes)
    if up.isEmpty, down.isEmpty { return }
  }
}

extension HeaderBlock {
  /// A request as a gRPC client sends it.
  static func request(_ path: String = "/a/b") -> HeaderBlock {
    var block = HeaderBlock()
    block.append(.method, "POST")
    block.append(.scheme, "http")
    block.append(.path, path)
    block.append(.authority, "localhost")
    block.append(.contentType, "application/grpc")
    return block
  }

  /// A response's headers.
  static let response: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.status, "200")
    return block
  }()

  /// Trailers with a status.
  static let trailers: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.grpcStatus, "0")
    block.append(name: "x-last", value: "yes")
    return block
  }()

  /// Names and values, for comparisons.
  var pairs: [String] { fields.map { "\(nameText(of: $0))=\(text(of: $0))" } }
}

extension Session {
  /// Appends an array of bytes.
  func append(_ bytes: [UInt8], to stream: HTTP2.Stream) {
    bytes.withUnsafeBytes { append($0, to: stream) }
  }
}
