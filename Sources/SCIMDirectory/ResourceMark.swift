/// What tells resources apart, in 16 bytes instead of an id.
///
/// Two hashes with keys of this process's own: that two ids of a listing fall together is less probable
/// than a fault of the machine.
struct ResourceMark: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// The mark of an id.
  init(_ id: String) {
    first = Self.hash(1, id)
    second = Self.hash(2, id)
  }

  private static func hash(_ key: Int, _ id: String) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    // The bytes, for texts that look alike are one text to Swift.
    var copy = id
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hasher.finalize()
  }
}
