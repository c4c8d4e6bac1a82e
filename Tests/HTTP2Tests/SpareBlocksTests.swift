internal import Foundation
internal import Testing

@testable internal import HTTP2

#if SANITIZED
  private let isKept = false
#else
  private let isKept = true
#endif

@Suite("Spare blocks of memory", .enabled(if: isKept, "a sanitized build keeps nothing"))
struct SpareBlocksTests {
  /// How much is kept; the expectations cannot look into what cannot be copied.
  private func kept(_ blocks: borrowing SpareBlocks) -> Int { blocks.byteCount }

  @Test("A block that is given back is the next one of its size")
  func reuse() {
    var blocks = SpareBlocks()
    let first = blocks.allocate(100)
    let other = blocks.allocate(300)
    blocks.free(first)
    #expect(kept(blocks) > 100)
    let third = blocks.allocate(300)
    #expect(third != first && third != other)
    let fourth = blocks.allocate(101)
    #expect(fourth == first)
    #expect(kept(blocks) == 0)
    for block in [first, other, third] { blocks.free(block) }
  }

  @Test("Blocks are zero where that was asked for, and keep their bytes when they grow")
  func contents() throws {
    var blocks = SpareBlocks()
    let dirty = blocks.allocate(64)
    memset(dirty, 0xFF, 64)
    blocks.free(dirty)
    let zeroed = blocks.allocate(zeroed: 8, of: 8)
    let clean = try #require(zeroed)
    #expect(clean == dirty)
    #expect(UnsafeRawBufferPointer(start: clean, count: 64).allSatisfy { $0 == 0 })
    clean.storeBytes(of: 0x0102_0304, as: UInt32.self)
    let same = blocks.reallocate(clean, 40)
    #expect(same == clean)
    let moved = blocks.reallocate(clean, 5000)
    #expect(moved.load(as: UInt32.self) == 0x0102_0304)
    let again = blocks.allocate(64)
    #expect(again == clean)
    let impossible = blocks.allocate(zeroed: .max, of: 2)
    #expect(impossible == nil)
    blocks.free(moved)
    blocks.free(clean)
    let fresh = blocks.reallocate(nil, 10)
    blocks.free(fresh)
  }

  @Test("What is kept is bounded, and goes back to the system by halves or at once")
  func trim() {
    var blocks = SpareBlocks()
    let taken = (0..<1000).map { _ in blocks.allocate(32) }
    for block in taken { blocks.free(block) }
    let all = blocks.byteCount
    #expect(all == 256 * 48)
    blocks.trim()
    #expect(kept(blocks) == all / 2)
    blocks.removeAll()
    #expect(kept(blocks) == 0)
  }

  @Test("Large blocks and empty ones are not kept")
  func otherSizes() {
    var blocks = SpareBlocks()
    for byteCount in [0, 4096] {
      let block = blocks.allocate(byteCount)
      blocks.free(block)
    }
    #expect(kept(blocks) == 0)
  }
}
