/// One field of a cron expression.
struct CronField: Hashable, Sendable {
  static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]
  static let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  /// The numbers that the field has, as bits.
  private var bits: UInt64 = 0
  /// Whether the field begins with `*`.
  let isStar: Bool

  /// Reads a field whose numbers are in a range; `names` stand for the first numbers of it.
  init(
    _ text: Substring, _ name: String, _ range: ClosedRange<Int>, names: [String] = []
  ) throws(CronExpression.Mistake) {
    isStar = text.hasPrefix("*")
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let numbers = Self.numbers(item, range, names) else {
        throw CronExpression.Mistake(
          description: "has a \(name) \"\(item)\" that is not understood: numbers are"
            + " \(range.lowerBound)…\(range.upperBound), as in \"1\", \"1-5\", \"*/2\" or \"1,3\"")
      }
      for number in numbers { bits |= 1 << UInt64(number) }
    }
  }

  /// Whether the field has a number.
  func contains(_ number: Int) -> Bool {
    bits & (1 << UInt64(number)) != 0
  }

  /// The numbers of the field, smallest first.
  var numbers: [Int] {
    (0..<64).filter(contains)
  }

  private static func numbers(
    _ item: Substring, _ range: ClosedRange<Int>, _ names: [String]
  ) -> StrideThrough<Int>? {
    let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var step = 1
    if parts.count == 2 {
      guard let given = number(parts[1]), given > 0 else { return nil }
      step = given
    }
    if parts[0] == "*" {
      return stride(from: range.lowerBound, through: range.upperBound, by: step)
    }
    let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = value(ends[0], range, names) else { return nil }
    let last: Int?
    if ends.count == 2 {
      last = value(ends[1], range, names)
    } else {
      last = parts.count == 2 ? range.upperBound : first
    }
    guard let last, first <= last else { return nil }
    return stride(from: first, through: last, by: step)
  }

  private static func value(
    _ text: Substring, _ range: ClosedRange<Int>, _ names: [String]
  ) -> Int? {
    if let index = names.firstIndex(of: text.uppercased()) {
      // Months count from 1, weekdays from 0.
      return index + range.lowerBound
    }
    return number(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text)
  }
}
