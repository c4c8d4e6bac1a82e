internal import Dispatch

/// A dispatch queue that runs an actor's work, and on which threads can wait for their turn as well.
final class SerialQueue: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) {
    queue = DispatchQueue(label: label)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  /// Runs the body while the calling thread waits, as soon as nothing else runs.
  func wait<Value>(_ body: () throws -> Value) rethrows -> Value {
    try queue.sync(execute: body)
  }
}
