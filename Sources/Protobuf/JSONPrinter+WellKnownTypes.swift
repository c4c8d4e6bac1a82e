internal import CProtobufC

extension JSONPrinter {
  mutating func printWellKnown(
    _ type: WellKnownType, _ message: UnsafeRawPointer
  ) throws(ProtobufError) {
    let fields = MessageDescriptor(of: message).fields
    switch type {
    case .timestamp:
      let (seconds, nanos) = secondsAndNanos(message, fields)
      output.string(try timestamp(seconds: seconds, nanos: nanos))
    case .duration:
      let (seconds, nanos) = secondsAndNanos(message, fields)
      output.string(try duration(seconds: seconds, nanos: nanos))
    case .fieldMask: printFieldMask(message, fields[0])
    case .any:
      output.raw("{")
      output.name("@type")
      try printValue(at: message + Int(fields[0].offset), of: fields[0])
      output.raw(",")
      output.name("value")
      try printValue(at: message + Int(fields[1].offset), of: fields[1])
      output.raw("}")
    default:
      // A wrapper is printed as the value that it wraps.
      try printValue(at: message + Int(fields[0].offset), of: fields[0])
    }
  }

  private func secondsAndNanos(
    _ message: UnsafeRawPointer, _ fields: UnsafeBufferPointer<ProtobufCFieldDescriptor>
  ) -> (Int64, Int32) {
    (
      message.load(fromByteOffset: Int(fields[0].offset), as: Int64.self),
      message.load(fromByteOffset: Int(fields[1].offset), as: Int32.self)
    )
  }

  private mutating func printFieldMask(
    _ message: UnsafeRawPointer, _ paths: ProtobufCFieldDescriptor
  ) {
    let count = message.load(fromByteOffset: Int(paths.quantifier_offset), as: Int.self)
    let first = message.load(fromByteOffset: Int(paths.offset), as: UnsafeRawPointer?.self)
    let names = (0..<count).compactMap { index in
      first.map { string(at: $0 + index * paths.elementBytes) }
    }
    output.string(names.map { lowerCamelCase($0) }.joined(separator: ","))
  }

  /// RFC 3339 in UTC with 0, 3, 6 or 9 digits of fraction.
  private func timestamp(seconds: Int64, nanos: Int32) throws(ProtobufError) -> String {
    // 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    guard (-62_135_596_800...253_402_300_799).contains(seconds),
      (0..<1_000_000_000).contains(nanos)
    else {
      throw ProtobufError(
        code: .unprintable, message: "The timestamp is outside the years 1 to 9999.")
    }
    let secondsPerDay: Int64 = 86_400
    let days = (seconds >= 0 ? seconds : seconds - secondsPerDay + 1) / secondsPerDay
    let second = seconds - days * secondsPerDay
    let date = civilDate(daysSince1970: days)
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T"
      + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
      + fraction(nanos) + "Z"
  }

  /// Seconds with 0, 3, 6 or 9 digits of fraction and an `s`.
  private func duration(seconds: Int64, nanos: Int32) throws(ProtobufError) -> String {
    // Ten thousand years either way, and both parts on the same side of zero.
    guard (-315_576_000_000...315_576_000_000).contains(seconds),
      (-999_999_999...999_999_999).contains(nanos),
      seconds.signum() * Int64(nanos.signum()) >= 0
    else {
      throw ProtobufError(code: .unprintable, message: "The duration is out of range.")
    }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return sign + String(seconds.magnitude) + fraction(Int32(nanos.magnitude)) + "s"
  }

  private func fraction(_ nanos: Int32) -> String {
    if nanos == 0 { return "" }
    if nanos % 1_000_000 == 0 { return "." + padded(Int64(nanos / 1_000_000), 3) }
    if nanos % 1_000 == 0 { return "." + padded(Int64(nanos / 1_000), 6) }
    return "." + padded(Int64(nanos), 9)
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// The date of a day in the proleptic Gregorian calendar.
  ///
  /// Years are counted from March within eras of 400 years, so that a leap day is the last of its
  /// year (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private func civilDate(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let daysPerEra: Int64 = 146_097
    let days = daysSince1970 + 719_468
    let era = (days >= 0 ? days : days - daysPerEra + 1) / daysPerEra
    let dayOfEra = days - era * daysPerEra
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}
