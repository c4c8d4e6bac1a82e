internal import NIOCore

/// What a client's calls go through: the connection, made when it is first needed and again when
/// it is lost, and the calls that wait for it. It belongs to one event loop.
final class ClientChannel {
  typealias Waiter = CheckedContinuation<Status?, Never>

  private struct WaitingCall {
    let id: Int
    let patience: Patience
    let continuation: Waiter
    var timers: [Scheduled<Void>]
  }

  let configuration: ClientConfiguration
  let loop: any EventLoop
  /// Whether calls may be repeated.
  var throttle: RetryThrottle
  /// How long a status asks to wait before a repeat.
  let retryHint: @Sendable (Status) -> Duration?

  private let resolver: NameResolver
  private var machine: ChannelMachine
  private var connector: Connector?
  private var connection: ClientConnection?
  /// Connections that take no more calls and are still open.
  private var retired: [ClientConnection] = []
  private var waiting: [WaitingCall] = []
  private var lastWaiter = 0
  private var backoffTimer: Scheduled<Void>?

  init(
    _ configuration: ClientConfiguration, resolver: NameResolver, loop: any EventLoop,
    retryHint: @escaping @Sendable (Status) -> Duration?
  ) {
    self.configuration = configuration
    self.resolver = resolver
    self.loop = loop
    self.retryHint = retryHint
    throttle = RetryThrottle(configuration.retry)
    machine = ChannelMachine(configuration.connectionBackoff)
  }

  /// The state as it is told to others.
  var connectivity: Connectivity { machine.connectivity }

  /// The connection that takes calls, if there is one.
  var usable: ClientConnection? { connection }

  // MARK: Calls that wait

  /// Numbers a waiter, so that cancelling it cannot hit a later one.
  func numberWaiter() -> Int {
    lastWaiter += 1
    return lastWaiter
  }

  /// Resumes with `nil` once there is a connection, or with why there is none.
  func wait(_ id: Int, _ patience: Patience, until deadline: NIODeadline, _ waiter: Waiter) {
    switch machine.callArrives(patience) {
    case .proceeds: waiter.resume(returning: nil)
    case .fails(let status): waiter.resume(returning: status)
    case .waits(let connecting):
      guard waiting.count < configuration.maxWaitingCalls else {
        waiter.resume(returning: Self.tooManyCalls(configuration.maxWaitingCalls))
        return
      }
      let timers = timers(id, patience, until: deadline)
      waiting.append(
        WaitingCall(id: id, patience: patience, continuation: waiter, timers: timers))
      if connecting { connect() }
    }
  }

  /// Resumes a waiter with a status before its connection is there.
  func resume(_ id: Int, _ status: Status) {
    resume(status) { $0.id == id }
  }

  /// What calls end with when too many wait already.
  static func tooManyCalls(_ limit: Int) -> Status {
    Status(.resourceExhausted, "more than \(limit) calls wait for the server")
  }

  // MARK: The end

  /// Ends the connections after their calls; nothing can be called any more.
  func close() -> EventLoopFuture<Void> {
    machine.shutDown()
    backoffTimer?.cancel()
    connector.take()?.cancel()
    resume(ChannelMachine.closed) { _ in true }
    if let connection { retire(connection) }
    for connection in retired { connection.close() }
    return .andAllComplete(retired.map(\.connection.channel.closeFuture), on: loop)
  }

  // MARK: From connections

  /// Notes that a connection takes no more calls; those that run on it go on.
  func retire(_ connection: ClientConnection) {
    guard connection === self.connection else { return }
    self.connection = nil
    retired.append(connection)
    machine.connectionEnded()
  }

  /// Notes that a connection is closed.
  func closed(_ connection: ClientConnection) {
    retire(connection)
    retired.removeAll { $0 === connection }
  }

  // MARK: Private

  private func connect() {
    let begun = NIODeadline.now()
    let connector = Connector(configuration, resolver, loop: loop)
    self.connector = connector
    connector.start { [weak self] result in
      self?.connectingEnded(result, took: Duration(.now() - begun))
    }
  }

  private func connectingEnded(_ result: Result<ClientConnection, Status>, took: Duration) {
    connector = nil
    switch result {
    case .success(let connection):
      guard machine.connected() else { return connection.close() }
      self.connection = connection
      connection.channelOwner = self
      resume(nil) { _ in true }
    case .failure(let status):
      let draw = Double.random(in: 0...1)
      guard let wait = machine.connectingFailed(status, took: took, draw: draw) else { return }
      let bound = NIOLoopBound(self, eventLoop: loop)
      backoffTimer = loop.scheduleTask(in: TimeAmount(wait)) { bound.value.backoffEnded() }
      resume(status) { call in
        if case .untilReady = call.patience { false } else { true }
      }
    }
  }

  private func backoffEnded() {
    if machine.waitEnded(hasWaitingCalls: !waiting.isEmpty) { connect() }
  }

  private func timers(
    _ id: Int, _ patience: Patience, until deadline: NIODeadline
  ) -> [Scheduled<Void>] {
    let bound = NIOLoopBound(self, eventLoop: loop)
    var timers = [
      loop.scheduleTask(deadline: deadline) {
        bound.value.resume(id, bound.value.late(.deadlineExceeded, "the deadline has passed"))
      }
    ]
    if case .untilReady(let limit) = patience {
      let end = CallTimeout.deadline(limit)
      timers.append(
        loop.scheduleTask(deadline: end) {
          bound.value.resume(id, bound.value.late(.unavailable, "no server could be reached"))
        })
    }
    return timers
  }

  /// The status of a call that has waited too long, with why there is no connection.
  private func late(_ code: Status.Code, _ text: String) -> Status {
    Status(code, machine.lastFailure.map { "\(text): \($0.message)" } ?? text)
  }

  private func resume(_ status: Status?, where isMeant: (WaitingCall) -> Bool) {
    let meant = waiting.filter(isMeant)
    waiting.removeAll(where: isMeant)
    for call in meant {
      for timer in call.timers { timer.cancel() }
      call.continuation.resume(returning: status)
    }
  }
}
