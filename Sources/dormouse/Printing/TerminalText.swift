/// Text of a server made safe to show: whatever could steer the terminal or turn the reading order
/// is written out as an escape.
enum TerminalText {
  /// The text with control and bidirectional characters as `\u{…}`.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines with control and bidirectional characters as `\u{…}`, each with a line feed at its end.
  static func escapedLines(_ text: String) -> String {
    // By scalars: a carriage return and the line feed behind it are one character.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      escaped(String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line)))
    }.joined(separator: "\n")
  }

  /// Columns that the text takes in a terminal.
  static func width(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      return true
    // Marks that turn the direction, and others that nobody sees; joiners build emoji and words.
    case .format: return scalar != "\u{200D}" && scalar != "\u{200C}"
    default: return false
    }
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.properties.generalCategory == .nonspacingMark { return 0 }
    if first.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// Blocks of characters that East Asian terminals show over two columns (Unicode TR 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
