internal import Foundation
internal import Synchronization

/// Runs a flood against a server on loopback, on a thread of its own.
///
/// ```swift
/// let flooder = Flooder(RapidResets(), port: 7443)
/// // … measure what others see meanwhile …
/// let report = await flooder.stop()
/// ```
package final class Flooder: Sendable {
  private struct State {
    var report = FloodReport()
    var isStopping = false
    var isOver = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  /// What the flood is called.
  package let name: String
  private let state: SharedState

  /// The thread's side outlives the flooder by one look at most.
  private final class SharedState: Sendable {
    let mutex = Mutex(State())
  }

  /// Begins a flood at once.
  ///
  /// - Parameter reconnectTime: how long after a connection was ended the next is made; with none, a
  ///   flood that is soon ended is one of connections as well.
  package init(
    _ flood: any Flood, port: Int, reconnectTime: Duration = .milliseconds(10)
  ) {
    name = flood.name
    let state = SharedState()
    self.state = state
    let thread = Thread {
      var loop = FloodLoop(flood, port: UInt16(port), reconnectTime: reconnectTime)
      var report = FloodReport()
      var goesOn = true
      while goesOn {
        loop.turn(&report)
        goesOn = state.mutex.withLock { shared in
          shared.report = report
          return !shared.isStopping
        }
      }
      let waiters = state.mutex.withLock { shared in
        shared.isOver = true
        return shared.waiters
      }
      for waiter in waiters { waiter.resume() }
    }
    thread.name = "flood"
    thread.start()
  }

  deinit {
    state.mutex.withLock { $0.isStopping = true }
  }

  /// What became of it so far.
  package var report: FloodReport { state.mutex.withLock { $0.report } }

  /// Ends the flood and says what became of it.
  @discardableResult
  package func stop() async -> FloodReport {
    await withCheckedContinuation { continuation in
      let isOver = state.mutex.withLock { shared in
        shared.isStopping = true
        if !shared.isOver { shared.waiters.append(continuation) }
        return shared.isOver
      }
      if isOver { continuation.resume() }
    }
    return report
  }
}
