/// Puts an RFC 3339 date-time together without a text for each of its parts.
struct RFC3339Text {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity("2014-09-14T03:04:42.270123Z".utf8.count)
  }

  /// The whole text, in UTC.
  consuming func finished() -> String {
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number of two digits behind a mark.
  mutating func append(_ mark: Unicode.Scalar, _ number: Int) {
    bytes.append(UInt8(ascii: mark))
    append(number, digits: 2)
  }

  /// A number with zeros in front; a longer one, or one below zero, stands as it is.
  mutating func append(_ number: Int, digits: Int) {
    var limit = 1
    for _ in 0..<digits { limit *= 10 }
    guard (0..<limit).contains(number) else {
      bytes += padded(number, digits).utf8
      return
    }
    while limit > 1 {
      limit /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(number / limit % 10))
    }
  }

  /// A fraction of a second, unless there is none.
  mutating func append(fraction microseconds: Int) {
    if microseconds == 0 { return }
    bytes.append(UInt8(ascii: "."))
    if microseconds % 1000 == 0 {
      append(microseconds / 1000, digits: 3)
    } else {
      append(microseconds, digits: 6)
    }
  }
}
