internal import Cleanup
internal import Flooding
internal import Foundation
internal import Messages
internal import NIOCore
internal import RPC
internal import TestSupport
internal import Testing

/// The built server with a tenant of some users, and a well-behaved client of it.
struct GuardedServer {
  /// Users of the tenant: enough for an answer that is worth not reading.
  private static let userCount = 1000
  /// More calls than the good client can make: it calls on and on, and its tenant's limit is not what
  /// is tested.
  private static let callsPerSecond = 1_000_000
  /// How long a good call may take; a loaded machine is slow, a server that is stuck slower.
  private static let callTime = Duration.seconds(20)

  let process: ServerProcess
  let port: Int
  /// Where floods are sent: the server's port, or the relay's that brings them there over TLS.
  let floodPort: Int
  let client: Client
  private let relay: TLSRelay?
  private let metadata: Metadata
  private let folder: TemporaryFolder

  /// Starts a server and brings users in; with TLS everybody speaks it, floods too.
  init(usesTLS: Bool = false) async throws {
    folder = try TemporaryFolder()
    let authority = usesTLS ? try await CertificateAuthority("authority", in: folder) : nil
    let files = try await authority?.issue("server", "DNS:localhost")
    process = try ServerProcess(
      dataFolder: folder.path("data"),
      arguments: ["--tenant-calls-per-second", String(Self.callsPerSecond)]
        + (files.map { ["--tls-cert", $0.certificate, "--tls-key", $0.key] } ?? []))
    let portText = try #require(process.address.split(separator: ":").last)
    port = try #require(Int(portText))
    var configuration = ClientConfiguration(host: "127.0.0.1", port: port)
    if let authority {
      configuration.tls = ClientTLS(
        authoritiesFile: authority.certificate, serverName: "localhost")
      relay = try await TLSRelay(to: port, authority: authority.certificate)
    } else {
      relay = nil
    }
    floodPort = relay?.port ?? port
    client = Client(configuration)
    let token = try String(
      contentsOfFile: process.dataFolder + "/fleet.token", encoding: .utf8
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    var metadata = Metadata()
    metadata.add("authorization", "Bearer \(token)")
    let create = try await client.unary(
      Methods.Tenants.createTenant.path,
      ByteBuffer(bytes: CreateTenantRequest.with { $0.name = "acme" }.encode()),
      CallOptions(metadata: metadata, timeout: Self.callTime))
    #expect(create.message.readableBytes > 0)
    metadata.add("dormouse-tenant", "acme")
    self.metadata = metadata
    try await importUsers()
  }

  /// A page of a thousand users: an authenticated client's, who means no good all the same.
  var bigAnswer: FloodCall {
    FloodCall(
      Methods.Directories.listUsers.path, metadata: metadata.entries,
      message: ListUsersRequest.with { $0.pageSize = Self.userCount }.encode())
  }

  /// A call that must succeed, with a token, a tenant and a read of the database in it.
  func callOnce() async throws {
    let answer = try await client.unary(
      Methods.Directories.listDirectories.path,
      ByteBuffer(bytes: ListDirectoriesRequest.with { $0.pageSize = 1 }.encode()),
      CallOptions(metadata: metadata, timeout: Self.callTime))
    let response = try ListDirectoriesResponse.decode(Array(answer.message.readableBytesView))
    try #require(response.directories.count == 1)
  }

  /// Ends the client and the server.
  func stop() async throws {
    await client.close()
    try await relay?.stop()
    process.kill()
  }

  private func importUsers() async throws {
    let now = Moment(Date())
    let users = (0..<Self.userCount).map { number in
      ImportedUser(
        externalID: "id-\(number)", username: "user\(number)", createdAt: now, lastLogin: .at(now),
        groups: ["members"])
    }
    let steps: [ImportStep] = [
      .begin(.with { $0.directory = "users" }), .items(.with { $0.users = users }),
      .finish(.with { $0.userCount = users.count }),
    ]
    let call = try await client.open(
      Methods.Directories.importUsers.path,
      CallOptions(metadata: metadata, timeout: Self.callTime))
    for step in steps { try await call.send(ByteBuffer(bytes: step.encode())) }
    _ = try await call.onlyResponse()
  }
}
