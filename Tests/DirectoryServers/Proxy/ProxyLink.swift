internal import Glibc
internal import Synchronization

/// A connection of a client through a proxy to the server. It belongs to the proxy's thread.
final class ProxyLink {
  /// Bytes that are read at once.
  private static let pieceBytes = 1 << 16
  /// Bytes for the client that may wait before no more are read from the server.
  private static let mostWaitingBytes = 1 << 20

  private let client: Int32  // owned
  private let server: Int32  // owned
  private let plan: ProxyPlan
  /// How often all connections had been ended when this one came.
  private let cuts: Int
  private var reader = RequestReader()
  private var toServer: [UInt8] = []
  private var toClient: [(due: ContinuousClock.Instant, bytes: [UInt8])] = []
  /// The fault that bytes are counted for, by its version, and those that came.
  private var counted = (version: -1, bytes: 0)
  /// Whether the server's next answer ends the connection.
  private var losesAnswer = false
  /// What is held until the proxy lets go; nil for nothing.
  private var heldRequests: [UInt8]?
  private var heldAnswers: [UInt8]?
  /// Whether the client has left what is held.
  private var isAbandoned = false
  /// How often everything had been let go when something was held here.
  private var releases = 0
  /// Whether it ends once the client has got what waits for it.
  private var isEnding = false
  /// Whether it is over.
  private(set) var isOver = false

  init(client: Int32, server: Int32, plan: ProxyPlan) {
    self.client = client
    self.server = server
    self.plan = plan
    cuts = plan.state.withLock(\.cuts)
  }

  deinit {
    close(client)
    close(server)
  }

  /// What it waits for at a moment: at the client's socket, and at the server's.
  func polled(at now: ContinuousClock.Instant) -> [pollfd] {
    let isDue = isDue(at: now)
    let mayRead = toClient.reduce(0) { $0 + $1.bytes.count } < Self.mostWaitingBytes && !isEnding
    return [
      pollfd(
        fd: isAbandoned ? -1 : client, events: Int16(POLLIN) | (isDue ? Int16(POLLOUT) : 0),
        revents: 0),
      pollfd(
        fd: mayRead ? server : -1,
        events: Int16(POLLIN) | (toServer.isEmpty ? 0 : Int16(POLLOUT)), revents: 0),
    ]
  }

  /// When something for the client becomes due that is not yet at a moment.
  func nextDue(after now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    isDue(at: now) ? nil : toClient.first?.due
  }

  private func isDue(at now: ContinuousClock.Instant) -> Bool {
    toClient.first.map { $0.due <= now } ?? false
  }

  /// Carries what there is.
  func step(client clientEvents: Int16, server serverEvents: Int16) {
    let (cutsNow, releasesNow) = plan.state.withLock { ($0.cuts, $0.releases) }
    if cutsNow > cuts { return cut() }
    if releasesNow > releases { letGo() }
    if clientEvents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { readClient() }
    if serverEvents & Int16(POLLIN | POLLHUP | POLLERR) != 0, !isOver { readServer() }
    if !isOver { flush() }
  }

  private func readClient() {
    guard let bytes = Self.read(client) else { return }
    if bytes.isEmpty {
      // What is held comes to the server all the same, as from a slow network.
      isAbandoned = heldRequests != nil
      return isOver = !isAbandoned
    }
    for request in reader.take(bytes) where !isOver { pass(request) }
  }

  private func pass(_ request: ProxyRequest) {
    if heldRequests != nil {
      heldRequests? += request.bytes
      return
    }
    switch plan.fault(for: request) {
    case nil: toServer += request.bytes
    case .answer(let answer): toClient.append((.now, answer.bytes))
    case .refuse(let code): toClient.append((.now, request.refusal(code)))
    case .say(let bytes): toClient.append((.now, bytes))
    case .loseAnswer:
      losesAnswer = true
      toServer += request.bytes
    case .loseRequest: cut()
    case .hang: break
    case .hold:
      releases = plan.state.withLock(\.releases)
      heldRequests = request.bytes
    case .holdAnswer:
      releases = plan.state.withLock(\.releases)
      heldAnswers = heldAnswers ?? []
      toServer += request.bytes
    }
  }

  private func letGo() {
    toServer += heldRequests ?? []
    if let heldAnswers { toClient.append((.now, heldAnswers)) }
    (heldRequests, heldAnswers) = (nil, nil)
  }

  private func readServer() {
    guard let bytes = Self.read(server) else { return }
    if bytes.isEmpty {
      isEnding = true
    } else if losesAnswer {
      cut()
    } else if heldAnswers != nil {
      heldAnswers? += bytes
    } else {
      take(bytes)
    }
  }

  /// Lets what the server said pass, as far as the fault does.
  private func take(_ bytes: [UInt8]) {
    let (fault, version) = plan.state.withLock { ($0.fault, $0.version) }
    if counted.version != version { counted = (version, 0) }
    let before = counted.bytes
    counted.bytes += bytes.count
    switch fault {
    case .none, .refuse: toClient.append((.now, bytes))
    case .delay(let duration): toClient.append((.now + duration, bytes))
    case .drop(let limit):
      passWhole(bytes, before, limit)
      if counted.bytes > limit { isEnding = true }
    case .swallow(let limit): passWhole(bytes, before, limit)
    case .corrupt(let limit):
      let whole = passWhole(bytes, before, limit)
      toClient.append((.now, bytes.dropFirst(whole).map { ~$0 }))
    }
  }

  /// Lets bytes pass up to a limit, and says how many did.
  @discardableResult
  private func passWhole(_ bytes: [UInt8], _ before: Int, _ limit: Int) -> Int {
    let whole = min(bytes.count, max(0, limit - before))
    toClient.append((.now, Array(bytes.prefix(whole))))
    if whole < bytes.count { plan.noteHit() }
    return whole
  }

  private func flush() {
    Self.send(&toServer, to: server)
    if isAbandoned, heldRequests == nil, toServer.isEmpty { isEnding = true }
    while isDue(at: .now) {
      Self.send(&toClient[0].bytes, to: client)
      guard toClient[0].bytes.isEmpty else { return }
      toClient.removeFirst()
    }
    if isEnding, toClient.isEmpty { isOver = true }
  }

  /// Ends it so that whoever is at its ends sees a connection that broke.
  private func cut() {
    var now = linger(l_onoff: 1, l_linger: 0)
    for socket in [client, server] {
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }
    isOver = true
  }

  /// What there is to read; nothing at the end, nil when there is nothing yet.
  private static func read(_ socket: Int32) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, initialized in
      count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      initialized = max(0, count)
    }
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return bytes
  }

  private static func send(_ bytes: inout [UInt8], to socket: Int32) {
    guard !bytes.isEmpty else { return }
    let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    let count = Glibc.send(socket, bytes, bytes.count, flags)
    // What cannot be sent now is sent when there is room; whoever is gone shows when it is read from.
    if count > 0 { bytes.removeFirst(count) }
  }
}
