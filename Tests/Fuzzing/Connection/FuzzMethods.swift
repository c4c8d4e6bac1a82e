internal import NIOCore
internal import RPC

/// A method of each kind, and one that fails, for whoever comes over a fuzzed connection.
enum FuzzMethods {
  static let table = MethodTable([
    .unary("/t/Echo") { request, context in
      context.setTrailingMetadata(context.metadata)
      context.setResponseCompression(.always)
      return request
    },
    .unary(
      "/t/Now",
      immediately: { request, call in
        // Some are left to the other handler, and some fail.
        guard request.count % 3 > 0 else { return }
        guard request.count % 3 > 1 else {
          throw Status(.notFound, call.metadata.first("x-id") ?? "")
        }
        try call.answer(copying: request)
      },
      otherwise: { request, _ in request }),
    .serverStream("/t/Repeat") { request, call in
      for _ in 0..<min(request.readableBytes, 20) { try await call.send(request) }
    },
    .clientStream("/t/Join") { call in
      var joined = ByteBuffer()
      for try await message in call.requests { joined.writeImmutableBuffer(message) }
      return ByteBuffer(integer: joined.readableBytes)
    },
    .bidirectional("/t/Talk") { call in
      call.context.sendInitialMetadata(call.context.metadata)
      for try await message in call.requests { try await call.send(message) }
    },
    .unary("/t/Fail") { request, _ in
      throw Status(
        .failedPrecondition, String(buffer: request), details: Array(request.readableBytesView))
    },
  ])
}
