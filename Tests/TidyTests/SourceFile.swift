internal import Testing

/// A Swift file: its lines, its tokens, and what it declares at the top.
struct SourceFile: Sendable, CustomTestStringConvertible {
  /// Path below the root.
  let path: String
  let lines: [Substring]
  /// Words and marks, without comments and without what stands in strings.
  let tokens: [SwiftLexer.Token]
  /// Lines, counted from 1, in which a comment begins, goes on or ends.
  let commentedLines: Set<Int>
  let declarations: [TopLevelDeclaration]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var lexer = SwiftLexer(text)
    lexer.run()
    tokens = lexer.tokens
    commentedLines = lexer.commentedLines
    declarations = TopLevelDeclaration.all(in: lexer.tokens)
  }

  var testDescription: String { path }

  /// The target or test target that the file belongs to.
  var target: String { String(path.split(separator: "/")[1]) }

  /// The file's name without its folder and without `.swift`.
  var stem: String { String((path.split(separator: "/").last ?? "").dropLast(6)) }

  /// The file and a line, as compilers write it.
  func place(_ line: Int) -> String { "\(path):\(line)" }

  /// Whether a comment on this line or the one before says why.
  func hasReason(at line: Int) -> Bool {
    commentedLines.contains(line) || commentedLines.contains(line - 1)
  }

  /// The lines at which these tokens stand one after the other, with spaces or not; but a `!` must
  /// touch what is before it, else it is a negation.
  func lines(of sequence: [String]) -> [Int] {
    guard tokens.count >= sequence.count else { return [] }
    return (0...tokens.count - sequence.count).compactMap { start in
      for (offset, text) in sequence.enumerated() {
        let token = tokens[start + offset]
        guard token.text == text, text != "!" || token.touchesPrevious else { return nil }
      }
      return tokens[start].line
    }
  }
}
