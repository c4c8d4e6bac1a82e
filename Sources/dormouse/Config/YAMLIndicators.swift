/// Looks for what makes a short YAML text stand for a long one, or for something else than it shows.
///
/// The parser resolves aliases while it reads, so that they must be found before. Whatever could be one
/// counts, inside of quotes too: telling what is quoted takes a parser, and one that errs lets a bomb in.
enum YAMLIndicators {
  /// The first line on which an anchor, an alias or a tag may begin, counted from 1; nil for none.
  static func firstLine(in text: String) -> Int? {
    var line = 1
    var isComment = false
    // What stands before, blanks left out; a value begins behind some of these.
    var before = newline
    var hasBlank = false
    for byte in text.utf8 {
      if byte == newline {
        line += 1
        (isComment, before, hasBlank) = (false, newline, false)
        continue
      }
      if isComment { continue }
      if byte == space || byte == tab {
        hasBlank = true
        continue
      }
      // A line that begins so is a comment, or text that holds none of these.
      isComment = byte == hash && before == newline
      let canBegin = beginners.contains(before) || (hasBlank && blankBeginners.contains(before))
      if canBegin, indicators.contains(byte) { return line }
      (before, hasBlank) = (byte, false)
    }
    return nil
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let hash = UInt8(ascii: "#")
  private static let indicators = Set("&*!".utf8)
  /// The last of them end the line breaks of YAML that are not ASCII, and the mark before a text.
  private static let beginners = Set("\n\r:[{,".utf8).union([0x85, 0xA8, 0xA9, 0xBF])
  /// These only with a blank behind them: `svc-*` is a text.
  private static let blankBeginners = Set("-?".utf8)
}
