extension LDAPName {
  /// The key of a name that can be read without taking it apart, as nearly all can: steps of one attribute
  /// each, with values of ASCII letters, digits and signs that mean nothing in names, and single blanks
  /// inside. Nil for any other, which may be a name all the same.
  static func plainKey(_ name: String) -> String? {
    var name = name
    return name.withUTF8 { plainKey($0) }
  }

  /// The same for a name in UTF-8.
  static func plainKey(utf8 name: ArraySlice<UInt8>) -> String? {
    name.withUnsafeBufferPointer { plainKey($0) }
  }

  private static func plainKey(_ name: UnsafeBufferPointer<UInt8>) -> String? {
    guard name.count <= maxBytes, isPlain(name) else { return nil }
    return String(unsafeUninitializedCapacity: name.count) { room in
      for index in name.indices {
        let byte = name[index]
        room[index] = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      }
      return name.count
    }
  }

  /// What a byte is in a name.
  private enum Mark {
    /// Part of the name of an attribute.
    case attribute
    /// Part of a value.
    case value
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var mark = Mark.attribute
    // What stands before the first byte is as good as the end of a step.
    var last = UInt8(ascii: ",")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "="):
        guard mark == .attribute, last != UInt8(ascii: ",") else { return false }
        mark = .value
      case UInt8(ascii: ","):
        guard mark == .value, last != UInt8(ascii: "="), last != UInt8(ascii: " ") else {
          return false
        }
        mark = .attribute
      case UInt8(ascii: " "):
        guard mark == .value, last != UInt8(ascii: "="), last != UInt8(ascii: " ") else {
          return false
        }
      default:
        guard isWord(byte, mark, isFirst: last == UInt8(ascii: ",")) else { return false }
      }
      last = byte
    }
    return mark == .value && last != UInt8(ascii: "=") && last != UInt8(ascii: " ")
  }

  private static func isWord(_ byte: UInt8, _ mark: Mark, isFirst: Bool) -> Bool {
    let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
    let isDigit = byte &- UInt8(ascii: "0") < 10
    switch mark {
    // Digits come first in numbers that stand for attributes.
    case .attribute: return isLetter || (!isFirst && (isDigit || byte == UInt8(ascii: "-")))
    case .value:
      return isLetter || isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@")
    }
  }
}
