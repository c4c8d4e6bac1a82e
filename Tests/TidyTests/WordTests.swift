internal import Testing

@Suite("Words")
struct WordTests {
  /// What takes a guarantee away, as tokens.
  private static let needingReason = [
    ["@unchecked", "Sendable"], ["nonisolated", "(", "unsafe", ")"], ["try", "!"], ["as", "!"],
    ["fatalError", "("], ["unsafeBitCast", "("], [".", "disabled", "("],
  ]

  /// Written in pieces, so that this file does not find itself.
  private static let unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

  @Test("What takes a guarantee away has its reason in a comment beside it")
  func reasons() {
    for file in Tree.swiftFiles {
      for words in Self.needingReason {
        for line in file.lines(of: words) where !file.hasReason(at: line) {
          Issue.record("\(file.place(line)): \(words.joined()) without a reason")
        }
      }
    }
  }

  @Test("A value is not unwrapped by force without a reason in a comment beside it")
  func forcedUnwrapping() {
    for file in Tree.swiftFiles {
      for index in file.tokens.indices.dropFirst() where Self.unwraps(file.tokens, at: index) {
        let line = file.tokens[index].line
        #expect(file.hasReason(at: line), "\(file.place(line)): a forced unwrapping")
      }
    }
  }

  /// Whether the token is a `!` right behind a value, and not the start of `!=`.
  private static func unwraps(_ tokens: [SwiftLexer.Token], at index: Int) -> Bool {
    guard tokens[index].text == "!", tokens[index].touchesPrevious else { return false }
    // Behind a mark other than a closing one, it is a negation.
    guard let last = tokens[index - 1].text.last,
      last.isLetter || last.isNumber || "_)]".contains(last)
    else { return false }
    guard index + 1 < tokens.count else { return true }
    return !(tokens[index + 1].text == "=" && tokens[index + 1].touchesPrevious)
  }

  @Test("Nothing is public or open")
  func access() {
    let declarations: Set = [
      "actor", "class", "enum", "extension", "final", "func", "import", "init", "let", "protocol",
      "static", "struct", "typealias", "var",
    ]
    for file in Tree.swiftFiles {
      for index in file.tokens.indices.dropFirst().dropLast() {
        let (token, next) = (file.tokens[index], file.tokens[index + 1])
        // Behind a full stop, it is a case of that name.
        guard ["public", "open"].contains(token.text), file.tokens[index - 1].text != "." else {
          continue
        }
        #expect(
          !declarations.contains(next.text),
          "\(file.place(token.line)): \(token.text) \(next.text)")
      }
    }
  }

  @Test("Nothing is left unfinished")
  func unfinished() {
    for file in Tree.swiftFiles {
      for (index, line) in file.lines.enumerated()
      where Self.unfinished.contains(where: line.contains) {
        Issue.record("\(file.place(index + 1)): \(line.drop { $0 == " " })")
      }
    }
  }

  @Test("Tests wait for events and conditions, and never sleep")
  func noSleeping() {
    for file in Tree.tests {
      for word in ["sleep", "usleep", "nanosleep"] {
        for line in file.lines(of: [word, "("]) {
          // The bounded polling that tests share has to pause between two looks, and a server that
          // is asked to be slow has to be, and so has whoever kills a process in the middle of something.
          let mayPause = ["TestSupport", "InteropServer", "Simulation"].contains(file.target)
          #expect(mayPause && file.hasReason(at: line), "\(file.place(line)): \(word)")
        }
      }
    }
  }
}
