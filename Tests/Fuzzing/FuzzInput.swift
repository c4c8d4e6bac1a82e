/// An input of libFuzzer taken apart: a byte of flags, a byte that seeds the choices, the payload.
///
/// The two bytes stand first, so that the rest of a seed is the thing itself: a file, a
/// conversation, a message.
struct FuzzInput {
  /// How many bytes stand before the payload.
  static let prefixBytes = 2

  let flags: UInt8
  var choices: Choices
  let payload: [UInt8]

  init(_ bytes: UnsafeRawBufferPointer) {
    flags = bytes.first ?? 0
    choices = Choices(seed: UInt64(bytes.dropFirst().first ?? 0))
    payload = Array(bytes.dropFirst(Self.prefixBytes))
  }

  /// Whether one of the eight flags is set.
  func hasFlag(_ number: Int) -> Bool {
    flags >> number & 1 == 1
  }

  /// Bytes cut into pieces: single bytes, small ones or large ones.
  mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    let longest = choices.element(of: [1, 7, 100, 5000])
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(1 + choices.next(longest))
      pieces.append(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }
}
