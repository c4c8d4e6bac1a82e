/// What a target does next, drawn from a seed that is part of the input (SplitMix64).
///
/// The same input leads to the same choices, so that what a run finds comes again.
struct Choices {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number from zero to below the bound.
  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  /// One of the elements, of which there is at least one.
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[next(elements.count)]
  }

  /// True once in so many times.
  mutating func chance(oneIn count: Int) -> Bool {
    next(count) == 0
  }
}
