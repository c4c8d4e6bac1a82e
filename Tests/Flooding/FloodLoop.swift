internal import Glibc

/// Turns the connections of a flood on one thread, until it is told to stop.
struct FloodLoop {
  /// How long a look at the sockets may wait.
  private static let pollMilliseconds: Int32 = 10

  let flood: any Flood
  let port: UInt16
  private let reconnectTime: Duration
  private var connections: [FloodConnection] = []
  private var nextConnection = ContinuousClock.now

  init(_ flood: any Flood, port: UInt16, reconnectTime: Duration) {
    self.flood = flood
    self.port = port
    self.reconnectTime = reconnectTime
  }

  /// One look at every socket.
  mutating func turn(_ report: inout FloodReport) {
    let now = ContinuousClock.now
    connect(now, &report)
    var sockets = connections.map { connection in
      var events = Int16(flood.readsAnswers ? POLLIN : 0)
      if connection.wantsToSend(now: now) { events |= Int16(POLLOUT) }
      return pollfd(fd: connection.socket.descriptor, events: events, revents: 0)
    }
    guard poll(&sockets, nfds_t(sockets.count), Self.pollMilliseconds) > 0 else { return }
    var left: [FloodConnection] = []
    for (connection, socket) in zip(connections, sockets) {
      if isAlive(connection, Int32(socket.revents), &report) {
        left.append(connection)
      } else {
        connection.drain(&report)
        report.ended += 1
        nextConnection = now.advanced(by: reconnectTime)
      }
    }
    connections = left
  }

  private mutating func connect(_ now: ContinuousClock.Instant, _ report: inout FloodReport) {
    while connections.count < flood.connectionCount, now >= nextConnection {
      guard let socket = FloodSocket(port: port) else { return }
      connections.append(FloodConnection(socket, flood))
      report.connections += 1
    }
  }

  private func isAlive(
    _ connection: FloodConnection, _ events: Int32, _ report: inout FloodReport
  ) -> Bool {
    if events & POLLIN != 0, !connection.receive(&report) { return false }
    if events & POLLOUT != 0, !connection.send(&report) { return false }
    return events & (POLLERR | POLLHUP | POLLNVAL) == 0
  }
}
