internal import Messages
internal import RPC

/// A call to which requests are streamed and which is answered once; dropping it cancels it.
struct Upload<Request: WireMessage, Response: WireMessage>: Sendable {
  private let call: ClientCall
  private let servers: ServerList

  /// A call that is open.
  init(_ call: ClientCall, servers: ServerList) {
    self.call = call
    self.servers = servers
  }

  /// Sends a request; waits while the server is behind.
  func send(_ request: Request) async throws {
    do throws(Status) {
      try await call.send(buffer(request))
    } catch {
      throw CommandError(error, servers: servers, requestID: "")
    }
  }

  /// Ends the stream and waits for the answer.
  func finish() async throws -> Answer<Response> {
    do {
      return try Answer(try await call.onlyResponse())
    } catch let status as Status {
      throw CommandError(status, servers: servers, requestID: "")
    }
  }

  /// Breaks off, so that nothing of it shows on the server.
  func cancel() {
    call.cancel()
  }
}
