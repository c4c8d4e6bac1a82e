internal import NIOCore
internal import RPC
internal import Testing

@testable internal import InteropServer

/// Our client with the shorthands that the cases share.
struct InteropClient: Sendable {
  static let requestSizes = [27182, 8, 1828, 45904]
  static let responseSizes: [Int32] = [31415, 9, 2653, 58979]
  static let largeRequest = 271_828
  static let largeResponse: Int32 = 314_159
  static let specialMessage =
    "\t\ntest with whitespace\r\nand Unicode BMP \u{263A} and non-BMP \u{1F608}\t\n"

  let client: Client

  init(_ client: Client) {
    self.client = client
  }

  /// A payload of so many zeros.
  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// The request of the large cases.
  static func large(_ set: (inout SimpleRequest) -> Void = { _ in }) -> SimpleRequest {
    var request = SimpleRequest()
    request.payload = zeros(largeRequest)
    request.responseSize = largeResponse
    set(&request)
    return request
  }

  /// One `UnaryCall`.
  func unary(
    _ request: SimpleRequest, _ options: CallOptions = CallOptions()
  ) async throws -> UnaryResponse {
    try await client.unary(TestService.path("UnaryCall"), request.encoded(), options)
  }

  /// Opens a call of the test service.
  func open(_ name: String, _ options: CallOptions = CallOptions()) async throws -> ClientCall {
    try await client.open(TestService.path(name), options)
  }

  /// Fails unless the payload of a response is so many zeros.
  func expectPayload(_ message: ByteBuffer?, _ size: Int32) throws {
    let response = try StreamingOutputResponse(decoding: try #require(message))
    #expect(response.payload == Self.zeros(Int(size)))
  }

  /// Fails unless a call ends with a status of this code; the status.
  @discardableResult
  func expect(
    _ code: Status.Code, _ body: () async throws -> Void
  ) async throws -> Status {
    let status = try #require(await #expect(throws: Status.self) { try await body() })
    #expect(status.code == code, "\(status)")
    return status
  }
}
