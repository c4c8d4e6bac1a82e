#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Small blocks of memory, of which those that are given back are kept for the next ones of their size.
///
/// Whoever takes blocks of the same few sizes in bursts has them faster than from the system's allocator,
/// which keeps few of a size at hand. Every block is one of the system's own, so that any of them can be
/// given back to it at any time.
struct SpareBlocks: ~Copyable {
  /// Sizes are rounded up to a multiple of this.
  private static let stepBytes = 32
  /// How many blocks of a size are kept: two for each stream of a busy connection.
  #if SANITIZED
    // A sanitizer can only find what is used after it was given back when it is really given back.
    private static let maxBlocks = 0
  #else
    private static let maxBlocks = 256
  #endif
  /// Before each block stands the number of its size, in as many bytes as keep it aligned for any C type.
  private static let headBytes = 16

  /// The blocks of one size; each begins with the address of the next.
  private struct List {
    var first: UnsafeMutableRawPointer?
    var count = 0
  }

  /// A list for each size, that of nothing among them; larger blocks are not kept.
  private var lists = InlineArray<17, List>(repeating: List())
  /// How much memory is kept. Unit: bytes.
  private(set) var byteCount = 0

  deinit {
    for number in lists.indices {
      var next = lists[number].first
      while let block = next {
        next = block.load(as: UnsafeMutableRawPointer?.self)
        Self.giveBack(block)
      }
    }
  }

  /// A block of at least so many bytes, whose contents may be anything.
  mutating func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let number = (byteCount + Self.stepBytes - 1) / Self.stepBytes
    if number < lists.count, let block = take(size: number) { return block }
    let start = UnsafeMutableRawPointer.allocate(
      byteCount: Self.byteCount(ofSize: number), alignment: Self.headBytes)
    start.storeBytes(of: number, as: Int.self)
    return start + Self.headBytes
  }

  /// A block for so many elements, all zero; nil when there cannot be as many bytes.
  mutating func allocate(zeroed count: Int, of byteCount: Int) -> UnsafeMutableRawPointer? {
    let (total, isTooMuch) = count.multipliedReportingOverflow(by: byteCount)
    guard !isTooMuch else { return nil }
    let block = allocate(total)
    memset(block, 0, total)
    return block
  }

  /// A block of at least so many bytes that begins with those of another, which is given back.
  mutating func reallocate(
    _ block: UnsafeMutableRawPointer?, _ byteCount: Int
  ) -> UnsafeMutableRawPointer {
    guard let block else { return allocate(byteCount) }
    let room = Self.size(of: block) * Self.stepBytes
    if byteCount <= room { return block }
    let larger = allocate(byteCount)
    larger.copyMemory(from: block, byteCount: room)
    free(block)
    return larger
  }

  /// Takes a block back.
  mutating func free(_ block: UnsafeMutableRawPointer) {
    let number = Self.size(of: block)
    guard (1..<lists.count).contains(number), lists[number].count < Self.maxBlocks else {
      return Self.giveBack(block)
    }
    block.storeBytes(of: lists[number].first, as: UnsafeMutableRawPointer?.self)
    lists[number].first = block
    lists[number].count += 1
    byteCount += Self.byteCount(ofSize: number)
  }

  /// Gives half of the blocks of each size back to the system.
  mutating func trim() {
    for number in lists.indices { giveBack(size: number, keeping: lists[number].count / 2) }
  }

  /// Gives all blocks back to the system.
  mutating func removeAll() {
    for number in lists.indices { giveBack(size: number, keeping: 0) }
  }

  private static func byteCount(ofSize number: Int) -> Int { headBytes + number * stepBytes }

  /// The number of a block's size.
  private static func size(of block: UnsafeMutableRawPointer) -> Int {
    (block - headBytes).load(as: Int.self)
  }

  private static func giveBack(_ block: UnsafeMutableRawPointer) {
    (block - headBytes).deallocate()
  }

  private mutating func take(size number: Int) -> UnsafeMutableRawPointer? {
    guard let block = lists[number].first else { return nil }
    lists[number].first = block.load(as: UnsafeMutableRawPointer?.self)
    lists[number].count -= 1
    byteCount -= Self.byteCount(ofSize: number)
    return block
  }

  private mutating func giveBack(size number: Int, keeping kept: Int) {
    while lists[number].count > kept, let block = take(size: number) { Self.giveBack(block) }
  }
}
