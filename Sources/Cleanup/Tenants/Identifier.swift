/// Random ids: 128 bits from the system's generator, as 32 lower-case hexadecimal digits.
package enum Identifier {
  /// Digits of an id.
  package static let length = 32

  /// A new random id.
  package static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return hex(generator.next(), generator.next())
  }

  /// A new id that sorts behind those made earlier: milliseconds since 1970, then random bits.
  package static func ordered(at moment: Moment) -> String {
    IdentifierSequence(at: moment).next()
  }

  /// Whether the text has the form of an id.
  package static func isValid(_ text: String) -> Bool {
    text.utf8.count == length
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  /// The digits of 128 bits.
  static func hex(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: length) { digits in
      for place in 0..<16 {
        digits[place] = digit(high >> UInt64(60 - 4 * place))
        digits[16 + place] = digit(low >> UInt64(60 - 4 * place))
      }
      return length
    }
  }

  private static func digit(_ bits: UInt64) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: bits) & 15
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
