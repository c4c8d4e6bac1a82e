package import NIOCore
internal import NIOPosix

/// A gRPC client of one service on one or several servers: it connects at the first call, keeps
/// the connection, and connects again when it was lost.
///
/// Every call has a deadline. A call fails as soon as no server can be reached, unless it says how
/// long it waits; a call that a server has provably not looked at is made again; any other is
/// repeated only when it is marked safe.
package final class Client: Sendable {
  private let executor: LoopTaskExecutor
  private let channel: NIOLoopBoundBox<ClientChannel>
  private let unaryTimeout: Duration
  private let streamTimeout: Duration

  /// A client that has not connected yet.
  ///
  /// - Parameter retryHint: how long a server's status asks to wait before a repeat, if it does;
  ///   the details of a status are known to others.
  package convenience init(
    _ configuration: ClientConfiguration,
    retryHint: @escaping @Sendable (Status) -> Duration? = { _ in nil }
  ) {
    self.init(configuration, resolver: .system, retryHint: retryHint)
  }

  /// A client that finds addresses in its own way.
  init(
    _ configuration: ClientConfiguration, resolver: NameResolver,
    retryHint: @escaping @Sendable (Status) -> Duration? = { _ in nil }
  ) {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    executor = LoopTaskExecutor(loop)
    unaryTimeout = configuration.unaryTimeout
    streamTimeout = configuration.streamTimeout
    channel = NIOLoopBoundBox.makeBoxSendingValue(
      ClientChannel(configuration, resolver: resolver, loop: loop, retryHint: retryHint),
      eventLoop: loop)
  }

  deinit {
    executor.loop.execute { [channel] in _ = channel.value.close() }
  }

  /// Calls a method with one request and one response.
  package func unary(
    _ path: String, _ request: ByteBuffer, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> UnaryResponse {
    // All of it on the loop: each step by itself would go there and back.
    try await withTaskExecutorPreference(executor) { () async throws(Status) -> UnaryResponse in
      let call = try await self.call(path, request, options, timeout: self.unaryTimeout)
      return try await call.unaryResponse()
    }
  }

  /// Calls a method with one request and a stream of responses.
  package func serverStream(
    _ path: String, _ request: ByteBuffer, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> ClientCall {
    try await call(path, request, options, timeout: streamTimeout)
  }

  /// Calls a method with a stream of requests.
  package func open(
    _ path: String, _ options: CallOptions = CallOptions()
  ) async throws(Status) -> ClientCall {
    try await call(path, nil, options, timeout: streamTimeout)
  }

  /// How the client stands to its servers.
  package func connectivity() async -> Connectivity {
    await withTaskExecutorPreference(executor) { self.channel.value.connectivity }
  }

  /// Closes the connections after the calls that are under way; later calls fail.
  package func close() async {
    let closed = executor.loop.flatSubmit { [channel] in channel.value.close() }
    try? await closed.get()
  }

  private func call(
    _ path: String, _ request: ByteBuffer?, _ options: CallOptions, timeout: Duration
  ) async throws(Status) -> ClientCall {
    try await withTaskExecutorPreference(executor) { () async throws(Status) -> ClientCall in
      let call = ClientCall(
        CallAttempts(self.channel.value, path, options, timeout: timeout), executor: self.executor)
      try await call.begin()
      if let request { try await call.sendOnly(request) }
      return call
    }
  }
}
