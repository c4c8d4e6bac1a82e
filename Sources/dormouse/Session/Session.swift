internal import Cleanup
internal import Foundation
internal import Messages
internal import NIOCore
internal import RPC

/// One command's connection to the server, with the token and the tenant that go with each call.
struct Session: Sendable {
  /// How long to wait between attempts to connect: somebody sits there and waits too.
  static let backoff = BackoffPolicy(initial: .milliseconds(200), longest: .seconds(5))

  /// Where and how.
  private(set) var settings: Settings
  /// Where results and notes go.
  let console: Console
  private let client: Client
  private let token: String?

  /// Reads the token; connects at the first call.
  init(_ settings: Settings, console: Console = Console()) throws(CommandError) {
    self.settings = settings
    self.console = console
    token = try settings.token()
    let files = [settings.authoritiesFile, settings.clientCertificate, settings.clientKey]
    for case let path? in files where !FileManager.default.isReadableFile(atPath: path) {
      throw CommandError(.usage, "The certificate file \(path) cannot be read.")
    }
    client = Client(Self.configuration(settings)) { status in
      // The service says how long in the details of a status.
      let details = status.details.isEmpty ? nil : try? ErrorDetails.decode(status.details)
      return details?.retryAfterSeconds.map { .seconds($0) }
    }
  }

  /// The same connection, for calls in another tenant.
  func inside(_ tenant: String) -> Session {
    var session = self
    session.settings.tenant = tenant
    return session
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

  /// Changes something once, even if the answer gets lost and the request is sent again.
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
    tenant: TenantUse = .required,
    _ body: (Answer<Response>) async throws -> Void
  ) async throws {
    let options = try options(tenant, isSafe: method.repeats == .safely)
    do {
      let call = try await client.serverStream(method.path, buffer(request), options)
      for try await message in call.responses { try await body(Answer(message)) }
    } catch let status as Status {
      throw CommandError(status, servers: settings.servers, requestID: "")
    }
  }

  /// Opens a call to which requests are streamed.
  func open<Request, Response>(
    _ method: Messages.Method<Request, Response>, tenant: TenantUse = .required
  ) async throws -> Upload<Request, Response> {
    do {
      let options = try options(tenant, isSafe: false)
      return Upload(try await client.open(method.path, options), servers: settings.servers)
    } catch let status as Status {
      throw CommandError(status, servers: settings.servers, requestID: "")
    }
  }

  private func unary<Request: WireMessage, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, tenant: TenantUse,
    requestID: String
  ) async throws -> Answer<Response> {
    let isSafe =
      switch method.repeats {
      case .safely: true
      case .withRequestID: !requestID.isEmpty
      case .never: false
      }
    let options = try options(tenant, isSafe: isSafe)
    let answer: ByteBuffer
    do throws(Status) {
      answer = try await client.unary(method.path, buffer(request), options).message
    } catch {
      throw CommandError(error, servers: settings.servers, requestID: requestID)
    }
    return try Answer(answer)
  }

  private static func configuration(_ settings: Settings) -> ClientConfiguration {
    var configuration = ClientConfiguration(
      targets: settings.servers.addresses.map { ClientTarget(host: $0.host, port: $0.port) })
    if settings.usesTLS {
      configuration.tls = ClientTLS(
        authoritiesFile: settings.authoritiesFile, certificate: settings.certificate)
    }
    configuration.connectionBackoff = backoff
    // Waiting for a server is no part of what its answer may take.
    configuration.unaryTimeout += settings.wait ?? .zero
    return configuration
  }

  private func options(
    _ tenant: TenantUse, isSafe: Bool
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
    return CallOptions(
      metadata: metadata, timeout: settings.timeout, readyTimeout: settings.wait, isSafe: isSafe)
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
