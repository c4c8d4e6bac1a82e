/// Reads JSON (RFC 8259) of a stranger, within limits and in time that grows with its length alone.
///
/// Foundation's decoder can only be asked whether a value is of a type, and each wrong guess builds an
/// error with the whole path to the value: a few kilobytes cost seconds that way. An object that has a
/// name twice is refused, because readers differ in which of the two counts.
package struct JSONReader {
  private let bytes: [UInt8]
  private let limits: JSONLimits
  private var position = 0
  private var depth = 0
  private var values = 0

  /// The one value that bytes hold.
  package static func value(
    of bytes: [UInt8], within limits: JSONLimits
  ) throws(JSONError) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformed }
    var reader = JSONReader(bytes, limits)
    let value = try reader.value()
    guard reader.next() == nil else { throw .malformed }
    return value
  }

  private init(_ bytes: [UInt8], _ limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    values += 1
    guard values <= limits.values else { throw .beyondLimits }
    switch next() {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .list(try list())
    case Self.quote: return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object() throws(JSONError) -> [String: JSONValue] {
    var object: [String: JSONValue] = [:]
    guard try begins(before: UInt8(ascii: "}")) else { return object }
    repeat {
      guard next() == Self.quote else { throw .malformed }
      let name = try text()
      guard object[name] == nil, next() == UInt8(ascii: ":") else { throw .malformed }
      position += 1
      object[name] = try value()
    } while try goesOn(before: UInt8(ascii: "}"))
    return object
  }

  private mutating func list() throws(JSONError) -> [JSONValue] {
    var list: [JSONValue] = []
    guard try begins(before: UInt8(ascii: "]")) else { return list }
    repeat {
      list.append(try value())
    } while try goesOn(before: UInt8(ascii: "]"))
    return list
  }

  /// Goes into a list or an object; false when it is empty, and over.
  private mutating func begins(before end: UInt8) throws(JSONError) -> Bool {
    position += 1
    depth += 1
    guard depth <= limits.depth else { throw .beyondLimits }
    guard next() == end else { return true }
    position += 1
    depth -= 1
    return false
  }

  /// Whether another value follows in a list or an object; goes out of it when none does.
  private mutating func goesOn(before end: UInt8) throws(JSONError) -> Bool {
    guard let byte = next(), byte == UInt8(ascii: ",") || byte == end else { throw .malformed }
    position += 1
    if byte == end { depth -= 1 }
    return byte != end
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    try take(word)
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "-")) { skip(UInt8(ascii: "+")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int64(text) { return .whole(whole) }
    guard let number = Double(text), number.isFinite else { throw .malformed }
    return Int64(exactly: number).map { .whole($0) } ?? .number(number)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = here, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw .malformed }
  }

  private mutating func text() throws(JSONError) -> String {
    position += 1
    var text: [UInt8] = []
    while true {
      let start = position
      while let byte = here, byte >= 0x20, byte != Self.quote, byte != Self.backslash {
        position += 1
      }
      text += bytes[start..<position]
      guard let byte = here, byte >= 0x20 else { throw .malformed }
      position += 1
      if byte == Self.quote { return String(decoding: text, as: UTF8.self) }
      text += String(try escaped()).utf8
    }
  }

  /// The character that stands behind a backslash.
  private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
    guard let byte = here else { throw .malformed }
    position += 1
    switch byte {
    case Self.quote, Self.backslash, UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw .malformed
    }
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit) else { throw .malformed }
    try take("\\u")
    let trail = try hexadecimal()
    guard UTF16.isTrailSurrogate(trail),
      let scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(trail & 0x3FF))
    else { throw .malformed }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = here, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw .malformed
      }
      position += 1
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private mutating func take(_ word: StaticString) throws(JSONError) {
    let end = position + word.utf8CodeUnitCount
    let isThere =
      end <= bytes.count
      && word.withUTF8Buffer { bytes[position..<end].elementsEqual($0) }
    guard isThere else { throw .malformed }
    position = end
  }

  /// Goes over a byte, if it stands here.
  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard here == byte else { return false }
    position += 1
    return true
  }

  /// The byte that stands here; nil at the end.
  private var here: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The byte behind what is space, which it goes over; nil at the end.
  private mutating func next() -> UInt8? {
    while let byte = here, Self.space.contains(byte) { position += 1 }
    return here
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let space = [UInt8](" \t\n\r".utf8)
}
