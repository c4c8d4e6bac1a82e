internal import NIOCore

/// Runs tasks on one event loop, so that a call and its connection share a thread.
///
/// NIO's own executor of a loop is a serial one, for actors; a call prefers this one instead, and
/// a task that resumes lands on the loop without a detour through the global pool.
final class LoopTaskExecutor: TaskExecutor {
  let loop: any EventLoop

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
