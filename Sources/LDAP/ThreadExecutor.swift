internal import Foundation

/// Runs an actor's work on a thread of its own, which may wait in C code as long as it likes without
/// holding up anybody else. The thread ends with the executor.
final class ThreadExecutor: SerialExecutor {
  /// Work that waits for the thread.
  // Unchecked, as the compiler cannot see that both variables are used under the condition's lock alone.
  private final class Inbox: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isOver = false

    func add(_ job: UnownedJob) {
      condition.withLock {
        jobs.append(job)
        condition.signal()
      }
    }

    func end() {
      condition.withLock {
        isOver = true
        condition.signal()
      }
    }

    /// Waits for work; nil once it is over and nothing is left.
    func next() -> [UnownedJob]? {
      condition.withLock {
        while jobs.isEmpty {
          if isOver { return nil }
          condition.wait()
        }
        defer { jobs = [] }
        return jobs
      }
    }
  }

  private let inbox = Inbox()

  init(name: String) {
    let (inbox, executor) = (inbox, UnownedSerialExecutor(ordinary: self))
    let thread = Thread {
      PipeSignal.block()
      while let jobs = inbox.next() {
        for job in jobs { job.runSynchronously(on: executor) }
      }
    }
    thread.name = name
    thread.start()
  }

  deinit { inbox.end() }

  func enqueue(_ job: consuming ExecutorJob) {
    inbox.add(UnownedJob(job))
  }
}
