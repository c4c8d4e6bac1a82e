internal import NIOCore
internal import NIOSSL

/// Finds the addresses of all servers and races for the first that answers, among those that are
/// found so far. It belongs to one event loop, and is used once.
final class Connector {
  typealias Completion = (Result<ClientConnection, Status>) -> Void

  private let configuration: ClientConfiguration
  private let resolver: NameResolver
  private let loop: any EventLoop
  private var tls: NIOSSLContext?
  /// What was found, by its numbers in the race.
  private var endpoints: [Endpoint] = []
  private var failures: [String] = []
  private var race: ConnectRace
  private var attempts: [Int: ConnectionAttempt] = [:]
  private var timer: Scheduled<Void>?
  private var completion: Completion?

  init(_ configuration: ClientConfiguration, _ resolver: NameResolver, loop: any EventLoop) {
    self.configuration = configuration
    self.resolver = resolver
    self.loop = loop
    race = ConnectRace(serverCount: configuration.targets.count)
  }

  /// Begins; the completion is called once, unless it is cancelled before.
  func start(_ completion: @escaping Completion) {
    self.completion = completion
    do throws(RPCError) {
      tls = try configuration.tls.map { (tls) throws(RPCError) in try TLSContexts.client(tls) }
    } catch {
      finish(.failure(Status(.unavailable, error.message)))
      return
    }
    perform(race.begin())
    let bound = NIOLoopBound(self, eventLoop: loop)
    for (server, target) in configuration.targets.enumerated() {
      lookUp(target).whenComplete { bound.value.lookedUp(server, $0) }
    }
  }

  /// Ends everything that was begun.
  func cancel() {
    completion = nil
    timer?.cancel()
    perform(race.cancel())
  }

  // MARK: Private

  /// The addresses of one server, within the time that connecting may take.
  private func lookUp(_ target: ClientTarget) -> EventLoopFuture<[SocketAddress]> {
    if let address = try? SocketAddress(ipAddress: target.host, port: target.port) {
      return loop.makeSucceededFuture([address])
    }
    let promise = loop.makePromise(of: [SocketAddress].self)
    let timer = loop.scheduleTask(in: TimeAmount(configuration.connectTimeout)) {
      promise.fail(Status(.unavailable, "the name could not be looked up in time"))
    }
    resolver.addresses(target, loop).whenComplete { result in
      timer.cancel()
      promise.completeWith(result)
    }
    return promise.futureResult
  }

  private func lookedUp(_ server: Int, _ result: Result<[SocketAddress], any Error>) {
    guard completion != nil else { return }
    let target = configuration.targets[server]
    var found: [Endpoint] = []
    switch result {
    case .success(let addresses):
      found = Endpoint.ordered(target, addresses)
      if found.isEmpty { failures.append("\(target): the name has no address") }
    case .failure(let error):
      failures.append("\(target): \(ConnectFailure.text(error))")
    }
    endpoints += found
    perform(race.found(found.count, of: server))
  }

  private func perform(_ actions: [ConnectRace.Action]) {
    for action in actions {
      switch action {
      case .connect(let index): connect(index)
      case .watchTime: watchTime()
      case .drop(let index): attempts.removeValue(forKey: index)?.drop()
      case .won: break
      case .lost: finish(.failure(failure))
      }
    }
  }

  private func connect(_ index: Int) {
    let attempt = ConnectionAttempt(endpoints[index], configuration, loop: loop)
    attempts[index] = attempt
    attempt.start(tls) { [weak self] result in self?.ended(index, result) }
  }

  private func ended(_ index: Int, _ result: Result<ClientConnection, Status>) {
    attempts[index] = nil
    switch result {
    case .success(let connection):
      perform(race.answered(index))
      finish(.success(connection))
    case .failure(let status):
      failures.append(status.message)
      perform(race.failed(index))
    }
  }

  private func watchTime() {
    timer?.cancel()
    let bound = NIOLoopBound(self, eventLoop: loop)
    timer = loop.scheduleTask(in: TimeAmount(configuration.addressDelay)) {
      bound.value.perform(bound.value.race.momentPassed())
    }
  }

  private func finish(_ result: Result<ClientConnection, Status>) {
    timer?.cancel()
    completion.take()?(result)
  }

  private var failure: Status {
    if failures.isEmpty { failures.append("no server was named") }
    return Status(.unavailable, "cannot connect to " + failures.joined(separator: "; "))
  }
}
