internal import Testing

/// The rules are only as good as what they look through.
@Suite("The lexer of the style rules")
struct SwiftLexerTests {
  private func file(_ text: String) -> SourceFile {
    SourceFile(path: "Sources/Sample/Sample.swift", text: text)
  }

  @Test("Comments and strings are no code, and interpolations are")
  func masking() {
    // The forbidden words here are the text of a sample, of which only the interpolations are code.
    let sample = file(
      #"""
      let a = "try! \(call("as!", try! b()))" // fatalError(
      /* public /* nested */ open */ let c = #"\(d) " e"#
      let f = """
        public "g"
        """
      h()
      """#)
    #expect(
      sample.tokens.map(\.text) == [
        "let", "a", "=", "call", "(", ",", "try", "!", "b", "(", ")", ")", ")",
        "let", "c", "=", "let", "f", "=", "h", "(", ")",
      ])
    #expect(sample.commentedLines == [1, 2])
    #expect(sample.tokens.last?.line == 6)
  }

  @Test("A forced try is told from a negation behind a try")
  func forcedTry() {
    // The forced try is the sample's, for the lexer to find.
    let sample = file("let a = try !b()\nlet c = try! d()")
    #expect(sample.lines(of: ["try", "!"]) == [2])
  }

  @Test("A comment on the line or above it is a reason")
  func reasons() {
    let sample = file("// Why.\na!\nb!\n\nc! // Why.")
    #expect([2, 3, 5].map(sample.hasReason) == [true, false, true])
  }

  @Test("Functions are measured from keyword to brace, without what is nested being lost")
  func functions() {
    let sample = file(
      """
      struct A {
        var stored = { 1 }()
        init(
          b: Int
        ) {
          self.init(b: b) { c in
            print(c)
          }
        }
        func d() {
          func e() {
          }
        }
      }
      """)
    let spans = FunctionSpan.all(in: sample.tokens)
    #expect(spans.map(\.first) == [3, 11, 10])
    #expect(spans.map(\.count) == [7, 2, 4])
  }

  @Test("Types and extensions at the top of a file are found, and no others")
  func declarations() {
    let sample = file(
      """
      package struct A { enum B {} }
      private enum C {}
      extension D.E: Sendable {}
      """)
    #expect(sample.declarations.map(\.name) == ["A", "C", "D.E"])
    #expect(sample.declarations.map(\.isPrivate) == [false, true, false])
    #expect(sample.declarations.map(\.hasConformances) == [false, false, true])
  }
}
