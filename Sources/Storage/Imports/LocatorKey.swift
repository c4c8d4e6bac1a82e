/// A locator, as a hash of it: sixteen bytes in place of a name of any length. Nobody outside of the process
/// can know which locators have the same one, and by chance none have in all listings there will ever be.
struct LocatorKey: Hashable, Comparable {
  let high: UInt64
  let low: UInt64

  init(_ locator: String) {
    // A locator is the same when its bytes are, which is less than what makes texts equal.
    var first = Hasher()
    var second = Hasher()
    var locator = locator
    locator.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      first.combine(bytes: bytes)
      second.combine(UInt8(0))
      second.combine(bytes: bytes)
    }
    high = UInt64(bitPattern: Int64(first.finalize()))
    low = UInt64(bitPattern: Int64(second.finalize()))
  }

  static func < (one: LocatorKey, other: LocatorKey) -> Bool {
    one.high != other.high ? one.high < other.high : one.low < other.low
  }
}
