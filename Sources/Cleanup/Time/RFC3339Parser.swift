/// Reads one RFC 3339 date-time from bytes.
///
/// Imports read millions of dates; Foundation's formatters cost tens of microseconds for each.
struct RFC3339Parser {
  private let bytes: UnsafeBufferPointer<UInt8>  // borrowed from the caller
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  func parse() -> Moment? {
    var parser = self
    return parser.run()
  }

  private mutating func run() -> Moment? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      let civil = CivilDay(year: year, month: month, day: day), skipLetter("T") || skip(" "),
      let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
      let second = number(2), second <= 60, let micros = fraction(), let offset = offset(),
      index == bytes.count
    else { return nil }
    let time = hour * 3600 + minute * 60 + second - offset
    let seconds = Int64(civil.daysSince1970) * 86_400 + Int64(time)
    let moment = Moment(microseconds: seconds * 1_000_000 + Int64(micros))
    return moment >= .earliest && moment <= .latest ? moment : nil
  }

  private mutating func number(_ digits: Int) -> Int? {
    guard index + digits <= bytes.count else { return nil }
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private mutating func digit() -> Int? {
    guard index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    else { return nil }
    index += 1
    return Int(bytes[index - 1] - UInt8(ascii: "0"))
  }

  private mutating func skip(_ wanted: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: wanted) else { return false }
    index += 1
    return true
  }

  /// Skips an ASCII letter in either case; the bit of 0x20 is all that cases differ by.
  private mutating func skipLetter(_ wanted: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] & ~0x20 == UInt8(ascii: wanted) else { return false }
    index += 1
    return true
  }

  /// Microseconds behind the point; 0 where there is no point, nil where no digit follows it.
  private mutating func fraction() -> Int? {
    guard skip(".") else { return 0 }
    guard let first = digit() else { return nil }
    var value = first
    var digits = 1
    while let next = digit() {
      if digits < 6 { value = value * 10 + next }
      digits += 1
    }
    for _ in digits..<max(6, digits) { value *= 10 }
    return value
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int? {
    if skipLetter("Z") { return 0 }
    let east = skip("+")
    guard east || skip("-"), let hours = number(2), hours < 24, skip(":"),
      let minutes = number(2), minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (east ? 1 : -1)
  }
}
