internal import CBenchMessages
internal import NIOCore
internal import Protobuf

/// A user that the bench servers answer with; each peer makes the same ones from their numbers.
struct BenchUser: Hashable, Sendable {
  let name: String
  let lastLogin: Int64
  let isActive: Bool
  let groups: [String]

  init(number: Int) {
    let digits = String(number)
    let padding = String(repeating: "0", count: max(0, 6 - digits.count))
    name = "user\(padding)\(digits)@corp.example"
    lastLogin = 1_700_000_000 + Int64(number)
    isActive = number.isMultiple(of: 2)
    groups = [
      "group-engineering-\(number % 17)", "group-licensing-\(number % 5)", "group-all-employees",
    ]
  }

  /// The message `GetReply`, built anew.
  var reply: ByteBuffer {
    let arena = Arena()
    let reply = arena.make(dormouse__bench__v1__get_reply__init)
    reply.pointee.user = arena.string(name)
    reply.pointee.last_login = lastLogin
    reply.pointee.active = isActive ? 1 : 0
    reply.pointee.groups = arena.array(groups.map { arena.string($0) })
    reply.pointee.n_groups = groups.count
    var buffer = ByteBuffer()
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: arena.packedByteCount(reply)) {
      arena.pack(reply, into: $0)
    }
    return buffer
  }

  /// The message `GetRequest` that asks for this user.
  var request: [UInt8] {
    let arena = Arena()
    let request = arena.make(dormouse__bench__v1__get_request__init)
    request.pointee.tenant = arena.string("tenant-0001")
    request.pointee.user = arena.string(name)
    return arena.packed(request)
  }
}
