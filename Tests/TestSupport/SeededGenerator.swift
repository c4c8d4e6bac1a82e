/// Random numbers that come again with the same seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What the numbers were made from; pass it to ``init(seed:)`` to see a failure again.
  package let seed: UInt64
  private var state: UInt64

  /// The numbers of a seed.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The numbers of a new random seed, which is printed with the name of the test.
  package static func printingSeed(test: String = #function) -> SeededGenerator {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("\(test): seed \(seed)")
    return SeededGenerator(seed: seed)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
