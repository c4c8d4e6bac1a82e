#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// All the methods that a server serves, found by the bytes of their path.
///
/// It is a hash table with open addressing of its own, so that a lookup makes no `String` and counts no
/// reference.
package final class MethodTable: Sendable {
  /// Where a path lies among all paths, and which method has it.
  private struct Slot {
    var start = 0
    var count = 0
    /// The method's place; none in an empty slot.
    var method = noMethod
  }

  private static let noMethod = -1

  /// Every method.
  package let methods: [Method]
  /// The same, to be lent without counting a reference.
  private let lent: [Unmanaged<Method>]
  /// Their paths, one behind the other.
  private let paths: [UInt8]
  private let slots: [Slot]

  /// A table of methods, whose paths must differ.
  package init(_ methods: [Method]) {
    var capacity = 8
    while capacity < methods.count * 4 { capacity *= 2 }
    var paths: [UInt8] = []
    var slots = [Slot](repeating: Slot(), count: capacity)
    for (number, method) in methods.enumerated() {
      let path = Array(method.path.utf8)
      let index = path.withUnsafeBytes { Self.index(of: $0, slots, paths) }
      precondition(
        slots[index].method == Self.noMethod, "two methods have the path \(method.path)")
      slots[index] = Slot(start: paths.count, count: path.count, method: number)
      paths += path
    }
    self.methods = methods
    lent = methods.map(Unmanaged.passUnretained)
    self.paths = paths
    self.slots = slots
  }

  /// The method at a place.
  subscript(number: Int) -> Method { methods[number] }

  /// Lends the method at a place.
  func with<Result>(_ number: Int, _ body: (Method) -> Result) -> Result {
    lent[number]._withUnsafeGuaranteedRef(body)
  }

  /// The place of the method with a path.
  func find(_ path: UnsafeRawBufferPointer) -> Int? {
    let method = slots[Self.index(of: path, slots, paths)].method
    return method == Self.noMethod ? nil : method
  }

  /// Where the path is, or where it would be.
  private static func index(of path: UnsafeRawBufferPointer, _ slots: [Slot], _ paths: [UInt8])
    -> Int
  {
    let mask = slots.count - 1  // the count is a power of two
    return slots.withUnsafeBufferPointer { slots in
      paths.withUnsafeBytes { paths in
        var index = hash(path) & mask
        while slots[index].method != noMethod, !hasPath(slots[index], path, in: paths) {
          index = (index + 1) & mask
        }
        return index
      }
    }
  }

  private static func hasPath(
    _ slot: Slot, _ path: UnsafeRawBufferPointer, in paths: UnsafeRawBufferPointer
  ) -> Bool {
    guard path.count == slot.count, let start = path.baseAddress, let own = paths.baseAddress else {
      return false
    }
    return memcmp(own + slot.start, start, path.count) == 0
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
