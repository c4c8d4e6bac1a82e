internal import Jobs
internal import ServiceLifecycle

/// The scheduler as a part of the server's life: nothing starts once it is stopping.
struct SchedulerService: Service {
  let scheduler: Scheduler

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await scheduler.run()
    }
  }
}
