internal import Testing

@Suite("Formatting")
struct FormattingTests {
  @Test("swift format finds nothing to complain of")
  func lint() throws {
    let command = try Command([
      "swift", "format", "lint", "--strict", "--parallel", "--recursive", "Package.swift",
      "Sources", "Tests",
    ])
    #expect(command.status == 0, "\(command.output)")
  }

  @Test("A shell script is executable and parses", arguments: Tree.paths.filter(isScript))
  func scripts(path: String) throws {
    #expect(Tree.isExecutable(path), "chmod +x \(path)")
    guard Tree.text(of: path).hasPrefix("#!/usr/bin/env bash") else { return }
    let command = try Command(["bash", "-n", path])
    #expect(command.status == 0, "\(command.output)")
  }

  private static func isScript(_ path: String) -> Bool {
    !path.hasSuffix(".csv") && Tree.text(of: path).hasPrefix("#!")
  }
}
