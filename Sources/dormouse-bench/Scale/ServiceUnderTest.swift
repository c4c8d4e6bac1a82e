internal import Cleanup
internal import Foundation
internal import Messages
internal import NIOCore
internal import RPC

/// The built server as a process of its own over a data folder, and a client of it.
struct ServiceUnderTest: Sendable {
  /// The server's process.
  let child: Child
  /// Its data folder.
  let data: String
  private let client: Client
  private let token: String

  /// Starts the server with more arguments; it makes the data folder if it is not there.
  init(data: String, arguments: [String] = []) throws {
    self.data = data
    let child = try Child(
      Tool.own("dormoused"), ["--data", data, "--listen", "127.0.0.1:0"] + arguments, on: nil)
    let server = try RunningServer(child)
    self.child = child
    token = try String(contentsOfFile: "\(data)/fleet.token", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    client = Client(ClientConfiguration(host: "127.0.0.1", port: server.port))
  }

  /// Stops the server as an operator would, so that its databases are whole files.
  func stop() async {
    await client.close()
    child.stop()
  }

  /// Calls a unary method, about a tenant when one is named.
  func call<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, tenant: String? = nil
  ) async throws -> Response {
    let answer = try await client.unary(
      method.path, ByteBuffer(bytes: request.encode()), options(tenant))
    return try Response.decode(Array(answer.message.readableBytesView))
  }

  /// Calls a method that answers a stream, and gives the last answer.
  func last<Request, Response>(
    _ method: Messages.Method<Request, Response>, _ request: Request, tenant: String
  ) async throws -> Response {
    let call = try await client.serverStream(
      method.path, ByteBuffer(bytes: request.encode()), options(tenant))
    var last: ByteBuffer?
    for try await message in call.responses { last = message }
    guard let last else { throw BenchError(.failed, "a stream had no messages") }
    return try Response.decode(Array(last.readableBytesView))
  }

  /// Opens a call to which requests are streamed.
  func open<Request, Response>(
    _ method: Messages.Method<Request, Response>, tenant: String
  ) async throws -> ClientCall {
    try await client.open(method.path, options(tenant))
  }

  private func options(_ tenant: String?) -> CallOptions {
    var metadata: Metadata = [:]
    metadata.add("authorization", "Bearer \(token)")
    if let tenant { metadata.add("dormouse-tenant", tenant) }
    return CallOptions(metadata: metadata)
  }
}
