#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// All the methods that a server serves, found by the bytes of their path.
///
/// It is a hash table with open addressing of its own, so that a lookup makes no `String`.
package struct MethodTable: Sendable {
  private final class Slot: Sendable {
    let path: [UInt8]
    let method: Method

    init(_ method: Method) {
      path = Array(method.path.utf8)
      self.method = method
    }

    func has(_ path: UnsafeRawBufferPointer) -> Bool {
      guard path.count == self.path.count, let start = path.baseAddress else { return false }
      return memcmp(self.path, start, path.count) == 0
    }
  }

  private var slots: [Slot?]

  /// A table of methods, whose paths must differ.
  package init(_ methods: [Method]) {
    var capacity = 8
    while capacity < methods.count * 4 { capacity *= 2 }
    slots = Array(repeating: nil, count: capacity)
    for method in methods {
      let slot = Slot(method)
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
    while let slot = slots[index], !slot.has(path) {
      index = (index + 1) & mask
    }
    return index
  }

  /// The length and the last bytes, where paths differ most; the paths are ours, so that nobody can
  /// make them collide in the table.
  private static func hash(_ path: UnsafeRawBufferPointer) -> Int {
    var hash = UInt64(path.count)
    let tail = path.suffix(MemoryLayout<UInt64>.size)
    for byte in tail { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 16)
  }
}
