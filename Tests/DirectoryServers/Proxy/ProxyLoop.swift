internal import Glibc
internal import Synchronization

/// The thread of a proxy: takes connections, and carries bytes until it is told to stop.
final class ProxyLoop {
  private let listener: Int32  // owned
  private let bell: Int32  // owned
  private let target: Int
  private let plan: ProxyPlan
  private var links: [ProxyLink] = []

  /// A loop that connects to a port of loopback, and looks up when something can be read from the bell.
  init(listener: Int32, bell: Int32, target: Int, plan: ProxyPlan) {
    self.listener = listener
    self.bell = bell
    self.target = target
    self.plan = plan
  }

  deinit {
    close(listener)
    close(bell)
  }

  /// Works until the plan is over.
  func run() {
    while !plan.state.withLock(\.isOver) {
      // One moment for both: what becomes due between two would be waited for by neither.
      let now = ContinuousClock.now
      var polled = [
        pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        pollfd(fd: plan.isRefusing ? -1 : listener, events: Int16(POLLIN), revents: 0),
      ]
      let own = polled.count
      for link in links { polled += link.polled(at: now) }
      poll(&polled, nfds_t(polled.count), timeoutMilliseconds(from: now))
      if polled[0].revents != 0 { silenceBell() }
      for (index, link) in links.enumerated() {
        link.step(
          client: polled[own + 2 * index].revents, server: polled[own + 2 * index + 1].revents)
      }
      links.removeAll(where: \.isOver)
      if polled[1].revents & Int16(POLLIN) != 0 { takeConnection() }
    }
  }

  /// How long it may wait until something becomes due.
  private func timeoutMilliseconds(from now: ContinuousClock.Instant) -> Int32 {
    guard let due = links.compactMap({ $0.nextDue(after: now) }).min() else { return -1 }
    return Int32(max(0, ((due - now) / .milliseconds(1)).rounded(.up)))
  }

  private func silenceBell() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(bell, &bytes, bytes.count) > 0 {}
  }

  private func takeConnection() {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return }
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    Loopback.sendAtOnce(client)
    plan.state.withLock { $0.connections += 1 }
    let server = Loopback.connect(to: target)
    guard server >= 0 else {
      close(client)
      return
    }
    links.append(ProxyLink(client: client, server: server, plan: plan))
  }
}
