internal import Cleanup
internal import Jobs
internal import Logging
internal import Messages
internal import NIOCore
internal import RPC

/// Lets a call in, or refuses it.
typealias Admission<Call> = @Sendable (CallContext) async throws(Refusal) -> Call

/// Makes the methods of the server out of typed handlers: reads the request, lets the caller in, and
/// turns refusals into statuses.
struct Endpoints: Sendable {
  let authenticator: Authenticator
  let logger: Logger

  /// A unary method of one tenant.
  func unary<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, TenantCall) async throws(Refusal) -> Response
  ) -> RPC.Method {
    unary(method, admitting: { $0.tenantCall }, handle)
  }

  /// A unary method of one tenant that looks something up by keys, on the event loop; it is answered
  /// without a task of its own unless letting the caller in takes one.
  func lookup<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, TenantCall) throws(Refusal) -> Response
  ) -> RPC.Method {
    let least = LeastRole.of(method.path)
    return .unary(
      method.path,
      immediately: { bytes, call in
        do {
          guard let admitted = try authenticator.tenantCallNow(call, least: least) else { return }
          let response = try handle(try decodeMessage(Request.self, bytes), admitted)
          var sent = Result<Void, Status>.success(())
          response.withEncoded { encoded in
            sent = Result { () throws(Status) in try call.answer(copying: encoded) }
          }
          try sent.get()
        } catch let refusal as Refusal {
          throw reported(refusal, call)
        }
      },
      otherwise: { buffer, context in
        try await reporting(context) {
          let admitted = try await authenticator.tenantCall(context)
          return encodeMessage(try handle(try decodeMessage(Request.self, buffer), admitted))
        }
      })
  }

  /// A unary method about the whole service.
  func fleet<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, FleetCall) async throws(Refusal) -> Response
  ) -> RPC.Method {
    unary(method, admitting: { $0.fleetCall }, handle)
  }

  /// A unary method about a tenant when the call names one, else about the whole service.
  func any<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, Authenticator.Scope) async throws(Refusal) -> Response
  ) -> RPC.Method {
    unary(method, admitting: { $0.anyCall }, handle)
  }

  /// A method of one tenant that answers a stream.
  func serverStream<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, TenantCall, Responses<Response>) async throws -> Void
  ) -> RPC.Method {
    .serverStream(method.path) { buffer, call in
      try await reporting(call.context) {
        let admitted = try await authenticator.tenantCall(call.context)
        let request = try decodeMessage(Request.self, buffer)
        try await handle(request, admitted, Responses(call: call))
      }
    }
  }

  /// A method of one tenant that takes a stream.
  func clientStream<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Requests<Request>, TenantCall) async throws -> Response
  ) -> RPC.Method {
    .clientStream(method.path) { call in
      try await reporting(call.context) {
        let admitted = try await authenticator.tenantCall(call.context)
        return encodeMessage(try await handle(Requests(call: call), admitted))
      }
    }
  }

  /// A method of one tenant that takes a stream and answers one.
  func bidirectional<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle:
      @escaping @Sendable (
        Requests<Request>, TenantCall, Responses<Response>
      ) async throws -> Void
  ) -> RPC.Method {
    .bidirectional(method.path) { call in
      try await reporting(call.context) {
        let admitted = try await authenticator.tenantCall(call.context)
        try await handle(Requests(call: call), admitted, Responses(call: call))
      }
    }
  }

  /// A method about the whole service that answers a stream.
  func fleetServerStream<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Request, FleetCall, Responses<Response>) async throws -> Void
  ) -> RPC.Method {
    .serverStream(method.path) { buffer, call in
      try await reporting(call.context) {
        let admitted = try await authenticator.fleetCall(call.context)
        let request = try decodeMessage(Request.self, buffer)
        try await handle(request, admitted, Responses(call: call))
      }
    }
  }

  /// A method about the whole service that takes a stream.
  func fleetClientStream<Request, Response>(
    _ method: Messages.Method<Request, Response>,
    _ handle: @escaping @Sendable (Requests<Request>, FleetCall) async throws -> Response
  ) -> RPC.Method {
    .clientStream(method.path) { call in
      try await reporting(call.context) {
        let admitted = try await authenticator.fleetCall(call.context)
        return encodeMessage(try await handle(Requests(call: call), admitted))
      }
    }
  }

  private func unary<Request, Response, Call>(
    _ method: Messages.Method<Request, Response>,
    admitting admit: @escaping @Sendable (Authenticator) -> Admission<Call>,
    _ handle: @escaping @Sendable (Request, Call) async throws(Refusal) -> Response
  ) -> RPC.Method {
    .unary(method.path) { buffer, context in
      try await reporting(context) {
        let admitted = try await admit(authenticator)(context)
        let request = try decodeMessage(Request.self, buffer)
        return encodeMessage(try await handle(request, admitted))
      }
    }
  }

  /// Turns refusals into statuses. What says that the service is at fault is logged as well.
  private func reporting<Value>(
    _ context: CallContext, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let refusal as Refusal {
      throw reported(refusal, context)
    }
  }

  private func reported(_ refusal: Refusal, _ context: some CallHead) -> Status {
    if refusal.reason.isOurFault {
      logger.error(
        "A call failed",
        metadata: [
          "method": "\(context.path)", "reason": "\(refusal.reason.rawValue)",
          "message": "\(refusal.message)",
        ])
    }
    return refusal.status
  }
}

extension RefusalReason {
  /// Whether an operator must look at it.
  fileprivate var isOurFault: Bool {
    switch self {
    case .storageFull, .storageReadOnly, .storageBusy, .storageUnusable, .internalError: true
    default: false
    }
  }
}
