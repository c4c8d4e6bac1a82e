internal import ArgumentParser
internal import Cleanup
internal import Connectors
internal import Foundation
internal import Jobs
internal import Logging
internal import RPC
internal import ServiceLifecycle
internal import Services
internal import Storage
internal import UnixSignals

/// The server program.
@main
struct Dormoused: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dormoused",
    abstract: "Finds sleeping accounts, frees their licence seats, and wakes them at login.",
    discussion: """
      Serves gRPC for every tenant in a data folder. The first start writes a token for the whole \
      service into DIR/fleet.token; nobody else can read it.
      """,
    version: Version.current)

  @OptionGroup var settings: ServerSettings

  func run() async throws {
    LargeBlocks.giveBack()
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var logger = Logger(label: "dormoused")
    logger.logLevel = settings.logLevel
    do {
      try await serve(logger)
    } catch let error as StorageError {
      throw StartFailure(error, data: settings.data)
    } catch let error as RPCError {
      throw StartFailure(error)
    }
  }

  private func serve(_ logger: Logger) async throws {
    let clock = WallClock.system
    let keys = try SecretKeyFile(path: settings.secretKeys, data: settings.data)
      .read(environment: ProcessInfo.processInfo.environment)
    let remotes = RemoteDirectories(
      Connectors(where: settings.targets), keys: keys,
      patience: .seconds(settings.directoryPatience))
    let data = try DataFolder.open(settings.data)
    if let path = try await FleetTokenFile(data, clock: clock).issueIfNone() {
      logger.notice("Wrote a new fleet token", metadata: ["file": "\(path)"])
    }
    let engine = RunEngine(data, remotes: remotes, clock: clock, logger: logger)
    let scheduler = Scheduler(
      data, engine: engine, remotes: remotes, clock: clock, logger: logger,
      jitterSeconds: settings.scheduleJitter)
    let health = ServerHealth()
    let methods = DormouseServices.methods(
      data, engine: engine, scheduler: scheduler, remotes: remotes, clock: clock, logger: logger,
      limits: settings.limits.serviceLimits, health: health,
      targets: settings.targets, servesReflection: settings.reflection)
    let server = try await Server.start(settings.serverConfiguration(logger), methods: methods)
    // Services end in reverse order: calls are drained before runs stop.
    let group = ServiceGroup(
      services: [
        EngineService(engine: engine),
        SchedulerService(scheduler: scheduler),
        ReloadService(server: server),
        ServerService(
          server: server, announce: announce,
          prepareDrain: {
            health.drain()
            engine.endWatching()
          }),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await group.run()
    await data.close()
    logger.notice("Stopped")
  }

  /// The one line on standard output, for people and for programs that start the server.
  @Sendable
  private func announce(_ server: Server) {
    let line = "listening on \(server.host):\(server.port)\n"
    // Nobody need listen to standard output.
    try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
  }
}
