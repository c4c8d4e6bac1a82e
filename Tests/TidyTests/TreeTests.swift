internal import Foundation
internal import Testing

@Suite("The tree")
struct TreeTests {
  @Test("The top level is fixed")
  func topLevel() throws {
    let allowed: Set = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Protos", "Clients", "deploy",
      "README.md", "LICENSE",
    ]
    let path = Tree.root.path(percentEncoded: false)
    for name in try FileManager.default.contentsOfDirectory(atPath: path)
    where !name.hasPrefix(".") {
      #expect(allowed.contains(name), "\(name) has no place at the top")
    }
  }

  @Test("No file names a path of somebody's machine")
  func machinePaths() {
    // A home of one letter is an example.
    let folders = ["work", "farm", "root", "home/[a-z][^/]+", "Users/[A-Za-z][^/]+"]
    let pattern = "(^|[^A-Za-z0-9_.}/-])/(\(folders.joined(separator: "|")))/"
    for path in Tree.paths where !path.hasSuffix(".csv") {
      let text = Tree.text(of: path)
      guard let range = text.range(of: pattern, options: .regularExpression) else { continue }
      Issue.record("\(path): \(text[range].trimmingCharacters(in: .whitespacesAndNewlines))")
    }
  }

  @Test("A file holds one type and is named for it, or for what its extension adds")
  func fileNames() {
    for file in Tree.swiftFiles {
      let types = file.declarations.filter { $0.isType && !$0.isPrivate }.map(\.name)
      if let plus = file.stem.firstIndex(of: "+") {
        // It extends the type itself, or something for the type's sake.
        let name = file.stem[..<plus]
        #expect(
          file.tokens.contains { $0.text == name },
          "\(file.path) is named for \(name), of which it says nothing")
      } else {
        #expect(types.isEmpty || types == [file.stem], "\(file.path) declares \(types)")
      }
    }
  }

  @Test("No file is dead: something of it is mentioned in another")
  func deadFiles() {
    let mentions = Self.mentions()
    for file in Tree.swiftFiles where !file.tokens.contains(where: { $0.text == "@main" }) {
      // Suites are found by the test runner, not by name.
      guard !file.tokens.contains(where: { ["@Suite", "@Test"].contains($0.text) }) else {
        continue
      }
      guard !file.declarations.contains(where: { !$0.isType && $0.hasConformances }) else {
        continue
      }
      let isSource = file.path.hasPrefix("Sources/")
      let isAlive = Self.names(of: file).contains { name in
        mentions[name, default: []].contains {
          $0 != file.path && (!isSource || $0.hasPrefix("Sources/"))
        }
      }
      #expect(isAlive, "nothing mentions what \(file.path) declares")
    }
  }

  /// For each word, the files that have it.
  private static func mentions() -> [String: Set<String>] {
    var mentions: [String: Set<String>] = [:]
    for file in Tree.swiftFiles {
      for word in Set(file.tokens.map(\.text)) { mentions[word, default: []].insert(file.path) }
    }
    return mentions
  }

  /// The types that a file declares, or, where it has none, its functions and properties.
  private static func names(of file: SourceFile) -> Set<String> {
    let types = file.declarations.filter { $0.isType && !$0.isPrivate }.map(\.name)
    guard types.isEmpty else { return Set(types) }
    let keywords: Set = ["func", "var", "let", "case", "struct", "enum", "class", "actor"]
    let declared = zip(file.tokens, file.tokens.dropFirst())
      .filter { keywords.contains($0.0.text) }.map(\.1.text)
    let hasInitialiser = file.tokens.contains { $0.text == "init" }
    return Set(declared).union(hasInitialiser ? file.declarations.map(\.name) : [])
  }
}
