internal import CBenchMessages
internal import Protobuf

/// A user that the bench servers answer with; each peer makes the same ones from their numbers.
final class BenchUser: Sendable {
  let name: String
  let nameBytes: [UInt8]
  let lastLogin: Int64
  let isActive: Bool
  let groups: [String]

  init(number: Int) {
    let digits = String(number)
    let padding = String(repeating: "0", count: max(0, 6 - digits.count))
    name = "user\(padding)\(digits)@corp.example"
    nameBytes = Array(name.utf8)
    lastLogin = 1_700_000_000 + Int64(number)
    isActive = number.isMultiple(of: 2)
    groups = [
      "group-engineering-\(number % 17)", "group-licensing-\(number % 5)", "group-all-employees",
    ]
  }

  /// The message `GetReply`, built anew in an arena.
  func reply(in arena: borrowing Arena) -> UnsafeMutablePointer<Dormouse__Bench__V1__GetReply> {
    let reply = arena.make(dormouse__bench__v1__get_reply__init)
    reply.pointee.user = arena.string(name)
    reply.pointee.last_login = lastLogin
    reply.pointee.active = isActive ? 1 : 0
    let names = arena.room(for: Optional<UnsafeMutablePointer<CChar>>.self, count: groups.count)
    for (index, group) in groups.enumerated() { names[index] = arena.string(group) }
    reply.pointee.groups = names
    reply.pointee.n_groups = groups.count
    return reply
  }

  /// The same message, encoded.
  var encodedReply: [UInt8] {
    let arena = Arena()
    return arena.packed(reply(in: arena))
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
