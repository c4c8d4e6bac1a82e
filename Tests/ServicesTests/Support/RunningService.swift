internal import Cleanup
internal import Foundation
internal import Identity
internal import Jobs
internal import Logging
internal import Messages
internal import NIOCore
internal import RPC
internal import Services
internal import Storage
internal import TestSupport

/// The whole service on a free port of loopback, over real SQLite in a temporary folder.
struct RunningService: Sendable {
  let folder: TemporaryFolder
  let data: DataFolder
  let clock: AdjustableClock
  let client: Client
  /// Where the server is, and how it is called.
  let target: ClientConfiguration
  let fleetToken: String

  /// A call's metadata.
  func metadata(token: String?, tenant: String?) -> Metadata {
    var metadata = Metadata()
    if let token { metadata.add("authorization", "Bearer \(token)") }
    if let tenant { metadata.add("dormouse-tenant", tenant) }
    return metadata
  }

  /// Calls a unary method.
  func call<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, token: String?,
    tenant: String?
  ) async throws -> Response {
    try await call(method, request, metadata: metadata(token: token, tenant: tenant))
  }

  /// Calls a unary method with any metadata.
  func call<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, metadata: Metadata
  ) async throws -> Response {
    let answer = try await client.unary(
      method.path, ByteBuffer(bytes: request.encode()),
      CallOptions(metadata: metadata, timeout: .seconds(30)))
    return try Response.decode(Array(answer.message.readableBytesView))
  }

  /// Calls a method that answers a stream, and takes the stream to its end.
  func stream<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, token: String?,
    tenant: String?
  ) async throws -> [Response] {
    let call = try await client.serverStream(
      method.path, ByteBuffer(bytes: request.encode()),
      CallOptions(metadata: metadata(token: token, tenant: tenant), timeout: .seconds(60)))
    var responses: [Response] = []
    for try await buffer in call.responses {
      responses.append(try Response.decode(Array(buffer.readableBytesView)))
    }
    return responses
  }

  /// Calls a method that takes a stream.
  func send<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ requests: [Request], token: String?,
    tenant: String?
  ) async throws -> Response {
    let call = try await client.open(
      method.path,
      CallOptions(metadata: metadata(token: token, tenant: tenant), timeout: .seconds(60)))
    // A server that refuses early ends the call under the sender; the answer tells why.
    do {
      for request in requests { try await call.send(ByteBuffer(bytes: request.encode())) }
    } catch {
      _ = error
    }
    return try Response.decode(Array(try await call.onlyResponse().readableBytesView))
  }
}

/// Starts the whole service, runs the body against it, and stops it.
func withService(
  _ folder: TemporaryFolder? = nil, clock: AdjustableClock = AdjustableClock(),
  limits: ServiceLimits = ServiceLimits(),
  configuration: ServerConfiguration = ServerConfiguration(), tls: ClientTLS? = nil,
  servesReflection: Bool = true,
  _ body: (RunningService) async throws -> Void
) async throws {
  let folder = try folder ?? TemporaryFolder()
  let data = try DataFolder.open(folder.path("data"))
  let bearer = BearerToken.random(for: .fleet)
  try await data.allowFleet(bearer, at: clock.now)
  var logger = Logger(label: "test")
  logger.logLevel = .error
  let engine = RunEngine(data, clock: clock.clock, logger: logger)
  let server = try await Server.start(
    configuration,
    methods: DormouseServices.methods(
      data, engine: engine,
      scheduler: Scheduler(data, engine: engine, clock: clock.clock, logger: logger),
      clock: clock.clock, logger: logger, limits: limits, servesReflection: servesReflection))
  var target = ClientConfiguration(host: server.host, port: server.port)
  target.tls = tls
  let client = Client(target)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { await engine.run() }
    let result = await Result {
      try await body(
        RunningService(
          folder: folder, data: data, clock: clock, client: client, target: target,
          fleetToken: bearer.revealed))
    }
    await client.close()
    await server.shutdown()
    group.cancelAll()
    try await group.waitForAll()
    await data.close()
    try result.get()
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}

extension DataFolder {
  fileprivate func allowFleet(_ bearer: BearerToken, at now: Moment) async throws {
    _ = try await operators.write { (writer) throws(StorageError) in
      try writer.insertToken(
        AccessToken(
          id: bearer.id, name: "test", role: .fleet, secretHash: bearer.secretHash, createdAt: now))
      try writer.openGate(
        TokenGate(tokenID: bearer.id, tenant: nil, secretHash: bearer.secretHash))
    }
  }
}
