internal import CBenchMessages
internal import Foundation
internal import NIOCore
internal import Protobuf
internal import RPC

/// The service of `Protos/bench` on this runtime, answering from memory.
struct BenchService: Sendable {
  /// How many users there are; every peer has the same.
  static let userCount = 10_000

  private let users = BenchUsers((0..<userCount).map(BenchUser.init(number:)))

  /// The methods of the service.
  var methods: MethodTable {
    MethodTable([
      .unary(
        BenchMethod.get, immediately: { request, call in try get(request, call) },
        otherwise: { _, _ in throw Status(.internalError, "every call is answered at once") }),
      .serverStream(BenchMethod.list) { request, call in try await list(request, call) },
    ])
  }

  private func get(_ request: UnsafeRawBufferPointer, _ call: ImmediateCall) throws {
    let user = try Unpacked(request, as: dormouse__bench__v1__get_request__init).withMessage {
      let name = $0.pointee.user
      return users.find(UnsafeRawBufferPointer(start: name, count: name.map { strlen($0) } ?? 0))
    }
    guard let user else { throw Status(.notFound, "there is no such user") }
    let arena = Arena()
    let reply = user.reply(in: arena)
    try call.answer(byteCount: arena.packedByteCount(reply)) { arena.pack(reply, into: $0) }
  }

  private func list(_ request: ByteBuffer, _ call: ServerCall) async throws {
    let count = try request.withUnsafeReadableBytes { bytes in
      try Unpacked(bytes, as: dormouse__bench__v1__list_request__init).withMessage { message in
        Int(message.pointee.count)
      }
    }
    let name = BenchUser(number: 0).name
    for number in 0..<count {
      let arena = Arena()
      let entry = arena.make(dormouse__bench__v1__entry__init)
      entry.pointee.number = Int64(number)
      entry.pointee.user = arena.string(name)
      try await call.send(ByteBuffer(bytes: arena.packed(entry)))
    }
  }
}
