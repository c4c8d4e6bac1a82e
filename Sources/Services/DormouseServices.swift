internal import Identity
package import Jobs
package import Logging
internal import Messages
package import Reach
package import RPC
package import Storage

/// Everything that the server answers.
package enum DormouseServices {
  /// The methods of all services over a data folder, with reflection or without. `targets` says where
  /// the settings of a tenant may lead.
  package static func methods(
    _ data: DataFolder, engine: RunEngine, scheduler: Scheduler,
    remotes: RemoteDirectories = .none, clock: WallClock, logger: Logger,
    limits: ServiceLimits = ServiceLimits(), health: ServerHealth = ServerHealth(),
    targets: TargetRules = TargetRules(), servesReflection: Bool = true
  ) -> MethodTable {
    let endpoints = Endpoints(
      authenticator: Authenticator(data, clock: clock, logger: logger, limits: limits),
      logger: logger)
    let services =
      CleanupService(
        data: data, engine: engine, scheduler: scheduler, remotes: remotes, clock: clock
      ).methods(endpoints)
      + DirectoriesService(engine: engine, remotes: remotes, clock: clock).methods(endpoints)
      + LoginsService(
        data: data, queues: LoginQueues(remotes: remotes, clock: clock, logger: logger),
        proofs: LoginProofs(
          verifier: IDTokenVerifier(ProviderKeyCache(HTTPDocuments(targets))), clock: clock),
        targets: targets, clock: clock, health: health
      ).methods(endpoints)
      + TenantsService(
        data: data, engine: engine, clock: clock,
        overdueAfterSeconds: scheduler.toleranceSeconds
      ).methods(endpoints)
    let reflection = servesReflection ? ReflectionService(ProtoFile.all).methods() : []
    var names = Set(Methods.all.map(\.service))
    if !servesReflection { names.subtract(Methods.Reflection.services) }
    return MethodTable(services + reflection + HealthService(health, services: names).methods())
  }
}
