internal import Dispatch
internal import Storage

/// Somebody who reads a clock and is stopped there until a test lets go.
final class HeldRead: Sendable {
  private let isThere = DispatchSemaphore(value: 0)
  private let mayGo = DispatchSemaphore(value: 0)

  func stop() {
    isThere.signal()
    _ = mayGo.wait(timeout: .now() + 30)
  }

  /// Waits until somebody is stopped.
  func wait() async {
    await FileWork.run { _ = self.isThere.wait(timeout: .now() + 30) }
  }

  func release() {
    mayGo.signal()
  }
}
