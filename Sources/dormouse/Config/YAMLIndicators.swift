/// Looks for what makes a short YAML text stand for a long one, or for something else than it shows.
///
/// The parser resolves aliases while it reads, so that they must be found before.
enum YAMLIndicators {
  /// The first line on which an anchor, an alias or a tag begins, counted from 1; nil for none.
  ///
  /// Block texts are taken for plain ones, so that one of their lines may be found in vain.
  static func firstLine(in text: String) -> Int? {
    var line = 1
    var quote: UInt8?
    var isComment = false
    // What stands before, blanks left out; a value begins behind these.
    var before = newline
    var previous = newline
    for byte in text.utf8 {
      defer { previous = byte }
      if byte == newline {
        line += 1
        (isComment, before) = (false, quote == nil ? newline : before)
        continue
      }
      if isComment { continue }
      if let open = quote {
        // A doubled single quote ends and begins again; a backslash hides a double one.
        if byte == open, open == single || previous != backslash { quote = nil }
        if previous == backslash, byte == backslash { previous = 0 }
        continue
      }
      let begins = beginners.contains(before)
      switch byte {
      case space, tab: continue
      case hash where previous == newline || previous == space || previous == tab:
        isComment = true
        continue
      case double where begins, single where begins: quote = byte
      case ampersand where begins, star where begins, bang where begins: return line
      default: break
      }
      before = byte
    }
    return nil
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let hash = UInt8(ascii: "#")
  private static let single = UInt8(ascii: "'")
  private static let double = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let ampersand = UInt8(ascii: "&")
  private static let star = UInt8(ascii: "*")
  private static let bang = UInt8(ascii: "!")
  private static let beginners = Set("\n\r:-?[{,".utf8)
}
