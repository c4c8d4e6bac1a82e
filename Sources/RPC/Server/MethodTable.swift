/// All the methods that a server serves, found by the bytes of their path.
///
/// It is a hash table with open addressing of its own, so that a lookup makes no `String`.
package struct MethodTable: Sendable {
  private struct Slot: Sendable {
    var path: [UInt8]
    var method: Method
  }

  private var slots: [Slot?]

  /// A table of methods, whose paths must differ.
  package init(_ methods: [Method]) {
    var capacity = 8
    while capacity < methods.count * 4 { capacity *= 2 }
    slots = Array(repeating: nil, count: capacity)
    for method in methods {
      let slot = Slot(path: Array(method.path.utf8), method: method)
      let index = slot.path.withUnsafeBytes { Self.index(of: $0, in: slots) }
      precondition(slots[index] == nil, "two methods have the path \(method.path)")
      slots[index] = slot
    }
  }

  /// Every method, in no order.
  package var methods: [Method] { slots.compactMap { $0?.method } }

  /// The method with a path.
  func find(_ path: UnsafeRawBufferPointer) -> Method? {
    slots[Self.index(of: path, in: slots)]?.method
  }

  /// Where the path is, or where it would be.
  private static func index(of path: UnsafeRawBufferPointer, in slots: [Slot?]) -> Int {
    let mask = slots.count - 1  // the count is a power of two
    var index = hash(path) & mask
    while let slot = slots[index], !slot.path.elementsEqual(path) {
      index = (index + 1) & mask
    }
    return index
  }

  /// FNV-1a: the paths are ours, so nobody can make them collide in the table.
  private static func hash(_ path: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 16)
  }
}
