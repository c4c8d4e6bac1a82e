internal import HTTP2

/// Does to a session what calls do, in an order drawn from choices.
final class SessionCaller {
  /// What can be done.
  enum Action: CaseIterable {
    case request, append, end, endWithTrailers, reset, consume, mark, ping, send, sendOne
    case announceShutdown, goAway
  }

  /// How many unsent bytes are heaped up at most.
  private static let maxUnsentBytes = 200_000
  /// What bodies are made of; longer than two frames and than a small window.
  private static let filler = Array(repeating: 9 as UInt8, count: 40_000)

  let probe: SessionProbe
  private var choices: Choices

  init(_ probe: SessionProbe, _ choices: Choices) {
    self.probe = probe
    self.choices = choices
    guard probe.settings.role == .server else { return }
    probe.onHeaders = { [unowned self] (stream) throws(Finding) in try answer(stream) }
  }

  /// Does a few things; mostly what every call does, and rarely what ends the connection.
  func actAtRandom() throws(Finding) {
    for _ in 0..<choices.next(4) {
      let isRare = choices.chance(oneIn: 40)
      try act(choices.element(of: isRare ? Action.allCases : Action.allCases.dropLast(2)))
    }
  }

  func act(_ action: Action) throws(Finding) {
    let session = probe
    switch action {
    case .request:
      if probe.settings.role == .client { try probe.request() }
    case .append: try append()
    case .end: try withStream { session.session.end($0) }
    case .endWithTrailers: try withStream { session.session.end($0, trailers: .trailers) }
    case .reset: try withStream { session.session.reset($0, .cancel) }
    case .consume: consume(everything: false)
    case .mark: try withStream { $0.drainMark = 10 }
    case .ping: probe.session.ping()
    case .send: try probe.send()
    case .sendOne: try probe.send(frames: 1)
    case .announceShutdown: probe.session.announceShutdown()
    case .goAway: probe.session.goAway()
    }
  }

  /// Gives every window back, ends every stream, sends what can be sent, and closes the rest.
  func end() throws(Finding) {
    consume(everything: true)
    try probe.send()
    for ledger in probe.ledgers.values where ledger.isAnswered {
      probe.session.end(ledger.stream)
    }
    try probe.send()
    if choices.chance(oneIn: 2) {
      probe.session.terminate(.noError)
      try probe.send()
    }
    try probe.abandon()
  }

  private func answer(_ stream: HTTP2.Stream) throws(Finding) {
    let session = probe
    do throws(HTTP2Error) {
      switch choices.next(5) {
      case 0: session.session.reset(stream, .refusedStream)
      case 1: try session.session.respondOnly(stream, .response)
      case 2:
        try session.session.respond(stream, .response)
        session.session.append(Self.filler.prefix(choices.next(2000)), to: stream)
        session.session.end(stream, trailers: .trailers)
      case 3:
        try session.session.respond(stream, .response)
        session.ledgers[stream.id]?.isAnswered = true
      default: break
      }
    } catch {
      throw Finding("stream \(stream.id) cannot be answered: \(error.message)")
    }
  }

  private func append() throws(Finding) {
    guard probe.session.unsentBytes < Self.maxUnsentBytes else { return }
    let bytes = Self.filler.prefix(choices.next(Self.filler.count))
    let session = probe
    try withStream { session.session.append(bytes, to: $0) }
  }

  private func consume(everything: Bool) {
    for id in probe.ledgers.keys.sorted() where everything || choices.chance(oneIn: 2) {
      guard let ledger = probe.ledgers[id], ledger.heldBytes > 0 else { continue }
      let count = everything ? ledger.heldBytes : 1 + choices.next(ledger.heldBytes)
      probe.session.consume(count, of: ledger.stream)
      probe.ledgers[id]?.heldBytes -= count
    }
  }

  /// Picks a stream that was answered or asked on, even one that is closed.
  private func withStream(_ body: (HTTP2.Stream) -> Void) throws(Finding) {
    let ids = probe.ledgers.filter(\.value.isAnswered).keys.sorted()
    guard !ids.isEmpty, let ledger = probe.ledgers[choices.element(of: ids)] else { return }
    body(ledger.stream)
  }
}

extension SessionProbe {
  /// Asks something of the server, unless the connection takes no more requests.
  func request() throws(Finding) {
    do throws(HTTP2Error) {
      let stream = try session.request(.request, owner: nil)
      var ledger = StreamLedger(stream)
      ledger.isAnswered = true
      ledgers[stream.id] = ledger
    } catch {
      try expect(error.code == .noMoreStreams, "no request can be made: \(error.message)")
    }
  }
}

extension Session {
  /// Appends a part of an array.
  func append(_ bytes: ArraySlice<UInt8>, to stream: HTTP2.Stream) {
    bytes.withUnsafeBytes { append($0, to: stream) }
  }
}

extension HeaderBlock {
  /// A call as a gRPC client makes it.
  static let request: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.method, "POST")
    block.append(.scheme, "http")
    block.append(.path, "/t/Echo")
    block.append(.authority, "localhost")
    block.append(.te, "trailers")
    block.append(.contentType, "application/grpc")
    return block
  }()

  /// The headers of an answer.
  static let response: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.status, "200")
    block.append(.contentType, "application/grpc")
    return block
  }()

  /// What ends an answer.
  static let trailers: HeaderBlock = {
    var block = HeaderBlock()
    block.append(.grpcStatus, "0")
    return block
  }()
}
