internal import Dispatch
internal import Synchronization

/// A resolver that answers nobody until it is let go.
package final class HeldResolver: Sendable {
  /// What it answers then.
  package static let answer = ["192.0.2.1"]

  private let hosts = Mutex<[String]>([])
  private let gate = DispatchSemaphore(value: 0)

  /// A resolver that holds everybody.
  package init() {}

  /// The hosts that were asked for, each as often as it was.
  package var asked: [String] { hosts.withLock { $0 } }

  /// Answers everybody from now on.
  package func letGo() {
    gate.signal()
  }

  /// Holds its thread until the answer may be given.
  package func addresses(of host: String) -> [String] {
    hosts.withLock { $0.append(host) }
    gate.wait()
    // The next one goes through as well.
    gate.signal()
    return Self.answer
  }
}
