internal import Cleanup

/// Times, days and patterns as people and files write them.
///
/// The input is one text for all; for a pattern, it ends at the first line feed, and the text to
/// match follows.
enum TextCheck {
  static func run(_ input: [UInt8]) throws(Finding) {
    try checkMoment(input)
    let text = String(decoding: input, as: UTF8.self)
    if let day = CivilDay(text) {
      try expect(CivilDay("\(day)") == day, "the day \(day) comes back as another one")
    }
    let parts = input.split(
      separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    try checkPattern(
      String(decoding: parts[0], as: UTF8.self),
      String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self))
  }

  private static func checkMoment(_ input: [UInt8]) throws(Finding) {
    let moment = input.withUnsafeBufferPointer { Moment(rfc3339: $0) }
    if let text = String(validating: input, as: UTF8.self) {
      try expect(Moment(rfc3339: text) == moment, "bytes and text are different moments")
    }
    guard let moment else { return }
    try expect(
      moment >= .earliest && moment <= .latest, "\(moment.microseconds) is outside of the years")
    try expect(
      Moment(rfc3339: moment.rfc3339) == moment, "\(moment.rfc3339) comes back as another moment")
    try expect(
      Moment(seconds: moment.seconds, nanoseconds: moment.nanoseconds) == moment,
      "\(moment.rfc3339) in seconds and nanoseconds is another moment")
  }

  /// Compares the pattern's own matching with a table of which parts match which.
  private static func checkPattern(_ pattern: String, _ text: String) throws(Finding) {
    let pattern = Array(pattern.prefix(40))
    let text = Array(text.prefix(40))
    var matches = [true] + Array(repeating: false, count: text.count)
    for character in pattern {
      var next = Array(repeating: false, count: text.count + 1)
      next[0] = character == "*" && matches[0]
      for index in text.indices {
        next[index + 1] =
          character == "*"
          ? matches[index + 1] || next[index]
          : matches[index] && (character == "?" || character == text[index])
      }
      matches = next
    }
    try expect(
      WildcardPattern(String(pattern)).matches(String(text)) == matches[text.count],
      "the pattern \(String(pattern)) is wrong about \(String(text))")
  }
}
