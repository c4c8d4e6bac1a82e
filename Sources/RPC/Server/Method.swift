package import NIOCore

/// One method of a service: its path, its kind and the handler that serves it.
///
/// Handlers throw `Status`. A `CancellationError` ends the call with `CANCELLED`; any other error
/// with `UNKNOWN` and no text, and is logged by its type. They run on the connection's event loop,
/// so they must not block: what takes time is awaited.
package final class Method: Sendable {
  /// Handles a unary call: one request, one response.
  package typealias Unary =
    @Sendable (ByteBuffer, CallContext) async throws -> ByteBuffer
  /// Answers a unary call at once, without a task of its own, by `ImmediateCall.answer`; a call that
  /// it does not answer is left to the other handler.
  ///
  /// A task costs more than many an answer does. It runs on the event loop and nothing can cancel
  /// it, so that it may look into memory or read by key, and no more. The request is lent where it
  /// was received: no pointer into it may be kept.
  package typealias Immediate = @Sendable (UnsafeRawBufferPointer, ImmediateCall) throws -> Void
  /// Handles a server stream: one request, responses by `ServerCall.send`.
  package typealias ServerStream = @Sendable (ByteBuffer, ServerCall) async throws -> Void
  /// Handles a client stream: requests from `ServerCall.requests`, one response.
  package typealias ClientStream = @Sendable (ServerCall) async throws -> ByteBuffer
  /// Handles a bidirectional stream: requests and responses in any order.
  package typealias Bidirectional = @Sendable (ServerCall) async throws -> Void

  enum Handler: Sendable {
    case unary(Unary)
    case serverStream(ServerStream)
    case clientStream(ClientStream)
    case bidirectional(Bidirectional)
  }

  /// The full path, such as `/dormouse.v1.Cleanup/Run`.
  package let path: String
  let handler: Handler
  /// Whether the server sends exactly one message.
  let sendsOneResponse: Bool
  /// Whether the client sends exactly one message.
  let takesOneRequest: Bool
  /// What answers a unary call at once, where there is such a handler.
  private let immediate: Immediate?

  private init(path: String, handler: Handler, immediate: Immediate? = nil) {
    self.path = path
    self.handler = handler
    self.immediate = immediate
    (takesOneRequest, sendsOneResponse) =
      switch handler {
      case .unary: (true, true)
      case .serverStream: (true, false)
      case .clientStream: (false, true)
      case .bidirectional: (false, false)
      }
  }

  /// A method with one request and one response.
  package static func unary(_ path: String, _ handler: @escaping Unary) -> Method {
    Method(path: path, handler: .unary(handler))
  }

  /// A method with one request and one response, which can often be answered at once.
  package static func unary(
    _ path: String, immediately immediate: @escaping Immediate, otherwise handler: @escaping Unary
  ) -> Method {
    Method(path: path, handler: .unary(handler), immediate: immediate)
  }

  /// A method with one request and a stream of responses.
  package static func serverStream(_ path: String, _ handler: @escaping ServerStream) -> Method {
    Method(path: path, handler: .serverStream(handler))
  }

  /// A method with a stream of requests and one response.
  package static func clientStream(_ path: String, _ handler: @escaping ClientStream) -> Method {
    Method(path: path, handler: .clientStream(handler))
  }

  /// A method with a stream of requests and a stream of responses.
  package static func bidirectional(_ path: String, _ handler: @escaping Bidirectional) -> Method {
    Method(path: path, handler: .bidirectional(handler))
  }

  /// Whether calls can be answered at once.
  var answersAtOnce: Bool { immediate != nil }

  /// Lets the handler answer that does so at once, where there is one.
  func answerAtOnce(_ request: UnsafeRawBufferPointer, _ call: ImmediateCall) throws {
    try immediate?(request, call)
  }
}
