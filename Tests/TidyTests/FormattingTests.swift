internal import TestSupport
internal import Testing

@Suite("Formatting")
struct FormattingTests {
  @Test("swift format finds nothing to complain of")
  func lint() async throws {
    let places = ["Package.swift", "Sources", "Tests"].map(Tree.absolutePath)
    let lint = ["swift", "format", "lint", "--strict", "--parallel", "--recursive"]
    let result = try await Command("/usr/bin/env").run(lint + places)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("A shell script is executable and parses", arguments: Tree.paths.filter(isScript))
  func scripts(path: String) async throws {
    #expect(Tree.isExecutable(path), "chmod +x \(path)")
    guard Tree.text(of: path).hasPrefix("#!/usr/bin/env bash") else { return }
    let result = try await Command("/bin/bash").run(["-n", Tree.absolutePath(path)])
    #expect(result.status == 0, "\(result.errors)")
  }

  private static func isScript(_ path: String) -> Bool {
    !path.hasSuffix(".csv") && Tree.text(of: path).hasPrefix("#!")
  }
}
