internal import Cleanup
internal import Foundation
internal import Messages
internal import NIOCore
internal import RPC

/// One command's connection to the server, with the token and the tenant that go with each call.
struct Session: Sendable {
  /// How long a unary call may take when nothing is said.
  static let defaultTimeout = Duration.seconds(60)
  /// How often a call is sent when the server goes away; a request id makes repeats act once.
  static let mostAttempts = 3
  /// How long to wait before the second attempt; each further wait is twice as long.
  static let firstWait = Duration.milliseconds(150)

  /// Where and how.
  let settings: Settings
  /// Where results and notes go.
  let console: Console
  private let client: Client
  private let token: String?

  /// Reads the token; connects at the first call.
  init(_ settings: Settings, console: Console = Console()) throws(CommandError) {
    self.settings = settings
    self.console = console
    token = try settings.token()
    var configuration = ClientConfiguration(
      host: settings.server.host, port: settings.server.port)
    let files = [settings.authoritiesFile, settings.clientCertificate, settings.clientKey]
    for case let path? in files where !FileManager.default.isReadableFile(atPath: path) {
      throw CommandError(.usage, "The certificate file \(path) cannot be read.")
    }
    if settings.usesTLS {
      configuration.tls = ClientTLS(
        authoritiesFile: settings.authoritiesFile, certificate: settings.certificate)
    }
    client = Client(configuration)
  }

  /// Closes the connection.
  func close() async {
    await client.close()
  }

  /// Reads something.
  func read<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request,
    tenant: TenantUse = .required
  ) async throws -> Answer<Response> {
    try await unary(method, request, tenant: tenant, requestID: "")
  }

  /// Changes something, once even if the answer gets lost and the request is sent again.
  func change<Request: Repeatable, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request,
    tenant: TenantUse = .required
  ) async throws -> Answer<Response> {
    var request = request
    request.requestID = Identifier.random()
    return try await unary(method, request, tenant: tenant, requestID: request.requestID)
  }

  /// Takes the answers of a stream one by one.
  func follow<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request,
    _ body: (Answer<Response>) async throws -> Void
  ) async throws {
    let options = try options(.required, timeout: settings.timeout)
    do {
      let call = try await client.serverStream(method.path, buffer(request), options)
      for try await message in call.responses { try await body(Answer(message)) }
    } catch let status as Status {
      throw CommandError(status, server: settings.server, requestID: "")
    }
  }

  /// Opens a call to which requests are streamed.
  func open<Request, Response>(
    _ method: Messages.Method<Request, Response>
  ) async throws -> Upload<Request, Response> {
    do {
      let options = try options(.required, timeout: settings.timeout)
      return Upload(try await client.open(method.path, options), server: settings.server)
    } catch let status as Status {
      throw CommandError(status, server: settings.server, requestID: "")
    }
  }

  private func unary<Request: WireMessage, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, tenant: TenantUse,
    requestID: String
  ) async throws -> Answer<Response> {
    let options = try options(tenant, timeout: settings.timeout ?? Self.defaultTimeout)
    var wait = Self.firstWait
    var answer = ByteBuffer()
    for attempt in 1... {
      do throws(Status) {
        answer = try await client.unary(method.path, buffer(request), options).message
        break
      } catch {
        let isLost = error.code == .unavailable && error.details.isEmpty
        guard isLost, attempt < Self.mostAttempts else {
          throw CommandError(error, server: settings.server, requestID: requestID)
        }
      }
      // Longer each time, so that many clients do not fall upon a server that comes back.
      try await Task.sleep(for: wait)
      wait *= 2
    }
    return try Answer(answer)
  }

  private func options(
    _ tenant: TenantUse, timeout: Duration?
  ) throws(CommandError) -> CallOptions {
    var metadata: Metadata = [:]
    if let token { metadata.add("authorization", "Bearer \(token)") }
    if tenant != .none, let name = settings.tenant {
      // The name goes into a header; what cannot be a name is not sent at all.
      guard ResourceName.isValid(name) else {
        throw CommandError(.usage, "\"\(name)\" is no tenant: a name \(ResourceName.rule).")
      }
      metadata.add("dormouse-tenant", name)
    } else if tenant == .required {
      throw CommandError(
        .usage, "Name the tenant, with --tenant, DORMOUSE_TENANT or a context.")
    }
    return CallOptions(metadata: metadata, timeout: timeout)
  }
}

extension Settings {
  /// What the client shows of itself, if anything.
  fileprivate var certificate: TLSFiles? {
    guard let clientCertificate, let clientKey else { return nil }
    return TLSFiles(certificate: clientCertificate, key: clientKey)
  }
}

/// The bytes of a message as the connection takes them.
func buffer(_ message: some WireMessage) -> ByteBuffer {
  ByteBuffer(bytes: message.encode())
}
