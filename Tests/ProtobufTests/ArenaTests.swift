internal import Protobuf
internal import Testing

@Suite struct ArenaTests {
  @Test("Allocations are aligned and do not overlap")
  func alignment() {
    let arena = Arena()
    var ranges: [Range<UInt>] = []
    for size in [0, 1, 15, 16, 17, 4096, 5000, 3, 1 << 21] {
      let address = UInt(bitPattern: arena.allocate(byteCount: size))
      #expect(address != 0 && address % 16 == 0)
      ranges.append(address..<address + UInt(max(size, 1)))
    }
    let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      #expect(left.upperBound <= right.lowerBound)
    }
  }

  @Test("An arena never holds more than its limit")
  func limit() {
    let arena = Arena(limitBytes: 10_000)
    var taken = 0
    while arena.allocate(byteCount: 100) != nil { taken += 1 }
    let (isExhausted, heldBytes) = (arena.isExhausted, arena.heldBytes)
    #expect(isExhausted)
    #expect(heldBytes <= 10_000)
    #expect(taken > 80)
  }

  @Test("A size beyond any memory is refused", arguments: [Int.max, Int.max - 8, -1])
  func absurdSizes(size: Int) {
    let memory = Arena().allocate(byteCount: size)
    #expect(memory == nil)
  }
}
