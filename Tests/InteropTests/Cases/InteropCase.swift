internal import RPC
internal import Testing

@testable internal import InteropServer

/// The cases of gRPC's document "Interoperability Test Case Descriptions", by their names there.
enum InteropCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case emptyUnary = "empty_unary"
  case largeUnary = "large_unary"
  case clientStreaming = "client_streaming"
  case serverStreaming = "server_streaming"
  case pingPong = "ping_pong"
  case emptyStream = "empty_stream"
  case customMetadata = "custom_metadata"
  case statusCodeAndMessage = "status_code_and_message"
  case specialStatusMessage = "special_status_message"
  case unimplementedMethod = "unimplemented_method"
  case unimplementedService = "unimplemented_service"
  case cancelAfterBegin = "cancel_after_begin"
  case cancelAfterFirstResponse = "cancel_after_first_response"
  case timeoutOnSleepingServer = "timeout_on_sleeping_server"
  case clientCompressedUnary = "client_compressed_unary"
  case serverCompressedUnary = "server_compressed_unary"
  case clientCompressedStreaming = "client_compressed_streaming"
  case serverCompressedStreaming = "server_compressed_streaming"
  case halfDuplex = "half_duplex"
  case slowConsumer = "slow_consumer"
  case rpcSoak = "rpc_soak"
  case channelSoak = "channel_soak"

  var testDescription: String { rawValue }

  /// Runs the case with our client.
  func run(_ setting: InteropSetting) async throws {
    let client = InteropClient(setting.client())
    switch self {
    case .emptyUnary: try await client.emptyUnary()
    case .largeUnary: try await client.largeUnary()
    case .clientStreaming: try await client.clientStreaming()
    case .serverStreaming: try await client.serverStreaming()
    case .pingPong: try await client.pingPong()
    case .emptyStream: try await client.emptyStream()
    case .customMetadata: try await client.customMetadata()
    case .statusCodeAndMessage: try await client.echoedStatus("test status message")
    case .specialStatusMessage: try await client.echoedStatus(InteropClient.specialMessage)
    case .unimplementedMethod: try await client.unimplemented("TestService")
    case .unimplementedService: try await client.unimplemented("UnimplementedService")
    case .cancelAfterBegin: try await client.cancelAfterBegin()
    case .cancelAfterFirstResponse: try await client.cancelAfterFirstResponse()
    case .timeoutOnSleepingServer: try await client.timeoutOnSleepingServer()
    case .clientCompressedUnary: try await client.clientCompressedUnary()
    case .serverCompressedUnary: try await client.serverCompressedUnary()
    case .clientCompressedStreaming: try await client.clientCompressedStreaming()
    case .serverCompressedStreaming: try await client.serverCompressedStreaming()
    case .halfDuplex: try await client.halfDuplex()
    case .slowConsumer: try await client.slowConsumer()
    case .rpcSoak: try await client.soak(iterations: 200)
    case .channelSoak:
      for _ in 0..<50 {
        let fresh = InteropClient(setting.client())
        try await fresh.largeUnary()
        await fresh.client.close()
      }
    }
    await client.client.close()
  }
}
