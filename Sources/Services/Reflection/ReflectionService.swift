internal import Cleanup
internal import Messages
internal import RPC

/// The service `grpc.reflection.v1.ServerReflection` and its older twin; like health, it takes no
/// token: it tells nothing but what the protos say, which are no secret.
struct ReflectionService: Sendable {
  private let index: ReflectionIndex

  init(_ files: [ProtoFile]) {
    index = ReflectionIndex(files)
  }

  /// Its methods for the server.
  func methods() -> [RPC.Method] {
    [Methods.Reflection.info, Methods.Reflection.infoAlpha].map { method in
      .bidirectional(method.path) { call in
        do {
          for try await request in Requests<ReflectionRequest>(call: call) {
            let answer = request.question.map(index.answer) ?? .nothingAsked
            try await Responses(call: call).send(ReflectionResponse(to: request, answer))
          }
        } catch let refusal as Refusal {
          throw refusal.status
        }
      }
    }
  }
}
