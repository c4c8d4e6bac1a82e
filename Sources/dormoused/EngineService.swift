internal import Jobs
internal import ServiceLifecycle

/// The run engine as a part of the server's life: it stops between two steps of a run.
struct EngineService: Service {
  let engine: RunEngine

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await engine.run()
    }
  }
}
