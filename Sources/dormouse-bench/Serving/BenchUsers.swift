internal import Foundation

/// Users by the bytes of their names, so that a look-up makes no text: open addressing with linear
/// probing.
struct BenchUsers: Sendable {
  private static let wordBytes = MemoryLayout<UInt64>.size

  private let users: [BenchUser]
  /// Places in `users`.
  private let slots: [Int?]

  init(_ users: [BenchUser]) {
    var capacity = 8
    while capacity < users.count * 2 { capacity *= 2 }
    var slots = [Int?](repeating: nil, count: capacity)
    for (number, user) in users.enumerated() {
      let index = user.nameBytes.withUnsafeBytes { Self.index(of: $0, in: slots, users) }
      slots[index] = number
    }
    self.users = users
    self.slots = slots
  }

  /// The user with a name.
  func find(_ name: UnsafeRawBufferPointer) -> BenchUser? {
    slots[Self.index(of: name, in: slots, users)].map { users[$0] }
  }

  /// Where the user is, or where it would be.
  private static func index(
    of name: UnsafeRawBufferPointer, in slots: [Int?], _ users: [BenchUser]
  ) -> Int {
    let mask = slots.count - 1  // the count is a power of two
    var index = hash(name) & mask
    while let number = slots[index], !users[number].isNamed(name) { index = (index + 1) & mask }
    return index
  }

  /// FNV-1a, over words and not over bytes.
  private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var start = 0
    while start + wordBytes <= name.count {
      hash = (hash ^ name.loadUnaligned(fromByteOffset: start, as: UInt64.self)) &* 0x100_0000_01b3
      start += wordBytes
    }
    for byte in name[start...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 20)
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
