internal import Foundation

/// Users by the bytes of their names, so that a look-up makes no text: open addressing with linear
/// probing.
struct BenchUsers: Sendable {
  private let slots: [BenchUser?]

  init(_ users: [BenchUser]) {
    var capacity = 8
    while capacity < users.count * 2 { capacity *= 2 }
    var slots = [BenchUser?](repeating: nil, count: capacity)
    for user in users {
      let index = user.nameBytes.withUnsafeBytes { Self.index(of: $0, in: slots) }
      slots[index] = user
    }
    self.slots = slots
  }

  /// The user with a name.
  func find(_ name: UnsafeRawBufferPointer) -> BenchUser? {
    slots[Self.index(of: name, in: slots)]
  }

  /// Where the user is, or where it would be.
  private static func index(of name: UnsafeRawBufferPointer, in slots: [BenchUser?]) -> Int {
    let mask = slots.count - 1  // the count is a power of two
    var index = hash(name) & mask
    while let user = slots[index], !user.isNamed(name) { index = (index + 1) & mask }
    return index
  }

  /// FNV-1a.
  private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 16)
  }
}

extension BenchUser {
  fileprivate func isNamed(_ name: UnsafeRawBufferPointer) -> Bool {
    nameBytes.withUnsafeBytes { own in
      guard own.count == name.count, let one = own.baseAddress, let other = name.baseAddress else {
        return false
      }
      return memcmp(one, other, own.count) == 0
    }
  }
}
