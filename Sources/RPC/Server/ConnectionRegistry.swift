internal import NIOCore
internal import Synchronization

/// The connections of a server, known to every event loop.
final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [ObjectIdentifier: NIOLoopBound<ServerConnection>] = [:]
    /// How many connections each network has.
    var networks: [PeerNetwork: Int] = [:]
    var isDraining = false
  }

  private let state = Mutex(State())
  private let limits: ServerLimits
  private let emptied: EventLoopPromise<Void>
  /// What all connections hold together.
  let load: ServerLoad

  init(_ limits: ServerLimits, loop: any EventLoop) {
    self.limits = limits
    load = ServerLoad(limits)
    emptied = loop.makePromise()
  }

  /// Completes when a drain has begun and no connection is left.
  var empty: EventLoopFuture<Void> { emptied.futureResult }

  /// How many connections there are.
  var count: Int { state.withLock { $0.connections.count } }

  /// Adds a connection; false when there are too many or the server is going away.
  func add(_ connection: ServerConnection) -> Bool {
    let bound = NIOLoopBound(connection, eventLoop: connection.connection.loop)
    let id = ObjectIdentifier(connection)
    let network = connection.network
    return state.withLock { state in
      let ofNetwork = state.networks[network, default: 0]
      guard !state.isDraining, state.connections.count < limits.maxConnections,
        ofNetwork < limits.maxConnectionsPerAddress
      else { return false }
      state.connections[id] = bound
      state.networks[network] = ofNetwork + 1
      load.connectionBegins()
      return true
    }
  }

  /// Removes a connection that is closed.
  func remove(_ connection: ServerConnection) {
    let id = ObjectIdentifier(connection)
    let network = connection.network
    let isEmptied = state.withLock { state in
      if state.connections.removeValue(forKey: id) != nil {
        let ofNetwork = state.networks[network, default: 1] - 1
        state.networks[network] = ofNetwork > 0 ? ofNetwork : nil
        load.connectionEnds()
      }
      return state.isDraining && state.connections.isEmpty
    }
    if isEmptied { emptied.succeed() }
  }

  /// Begins the graceful end of every connection, and takes no more.
  func startDrain() {
    let (connections, isEmptied) = state.withLock { state in
      state.isDraining = true
      return (Array(state.connections.values), state.connections.isEmpty)
    }
    if isEmptied { emptied.succeed() }
    for bound in connections { bound.onLoop { $0.startDrain() } }
  }

  /// Ends every call that still runs with a status.
  func end(_ status: Status) {
    let connections = state.withLock { Array($0.connections.values) }
    for bound in connections { bound.onLoop { $0.end(status) } }
  }

  /// Gives up on what is left.
  func abandon() {
    state.withLock { $0.connections.removeAll() }
    emptied.succeed()
  }
}

extension NIOLoopBound<ServerConnection> {
  fileprivate func onLoop(_ body: @escaping @Sendable (ServerConnection) -> Void) {
    eventLoop.execute { body(self.value) }
  }
}
