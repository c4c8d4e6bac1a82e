internal import CBenchMessages
internal import Foundation
internal import Protobuf

/// A user that the bench servers answer with; each peer makes the same ones from their numbers.
final class BenchUser: Sendable {
  let name: String
  let nameBytes: [UInt8]
  let lastLogin: Int64
  let isActive: Bool
  let groups: [String]
  /// Name and groups as C strings, which messages borrow; owned.
  // Safe to share: nobody changes them.
  nonisolated(unsafe) private let texts: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

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
    texts = .allocate(capacity: 1 + groups.count)
    _ = texts.initialize(from: ([name] + groups).map { strdup($0) })
  }

  deinit {
    for text in texts { free(text) }
    texts.deallocate()
  }

  /// The message `GetReply`, built anew in an arena; it borrows the user's texts.
  func reply(in arena: borrowing Arena) -> UnsafeMutablePointer<Dormouse__Bench__V1__GetReply> {
    let reply = arena.make(dormouse__bench__v1__get_reply__init)
    reply.pointee.user = texts[0]
    reply.pointee.last_login = lastLogin
    reply.pointee.active = isActive ? 1 : 0
    reply.pointee.groups = texts.baseAddress.map { $0 + 1 }
    reply.pointee.n_groups = texts.count - 1
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
