/// Random ids: 128 bits from the system's generator, as 32 lower-case hexadecimal digits.
package enum Identifier {
  /// Digits of an id.
  package static let length = 32

  /// A new random id.
  package static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in hex(generator.next() as UInt64) }.joined()
  }

  /// A new id that sorts behind those made earlier: milliseconds since 1970, then random bits.
  package static func ordered(at moment: Moment) -> String {
    var generator = SystemRandomNumberGenerator()
    let milliseconds = UInt64(max(0, moment.microseconds / 1000))
    let high = milliseconds << 16 | (generator.next() as UInt64) >> 48
    return hex(high) + hex(generator.next())
  }

  /// Whether the text has the form of an id.
  package static func isValid(_ text: String) -> Bool {
    text.utf8.count == length
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  /// Sixteen digits.
  private static func hex(_ value: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { digits in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - 4 * place)) & 15
        digits[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return 16
    }
  }
}
