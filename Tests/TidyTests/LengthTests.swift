internal import Testing

@Suite("Lengths")
struct LengthTests {
  private static let fileLines = 400
  private static let functionLines = 70

  @Test("No file is longer than 400 lines")
  func files() {
    for file in Tree.swiftFiles {
      let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
      #expect(count <= Self.fileLines, "\(file.path) has \(count) lines")
    }
  }

  @Test("No function is longer than 70 lines")
  func functions() {
    for file in Tree.swiftFiles {
      for function in FunctionSpan.all(in: file.tokens) where function.count > Self.functionLines {
        Issue.record("\(file.place(function.first)): \(function.count) lines")
      }
    }
  }
}
