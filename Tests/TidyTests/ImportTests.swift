internal import Testing

@Suite("Imports")
struct ImportTests {
  private struct Import {
    var file: SourceFile
    var line: Int
    var module: String
    var access: String
  }

  private static let imports: [Import] = Tree.swiftFiles.flatMap { file in
    file.tokens.indices.dropLast().filter { isImport(file.tokens, at: $0) }.map { index in
      Import(
        file: file, line: file.tokens[index].line, module: file.tokens[index + 1].text,
        access: index > 0 ? file.tokens[index - 1].text : "")
    }
  }

  /// Whether the word starts an import, and does not call or declare a function of that name.
  private static func isImport(_ tokens: [SwiftLexer.Token], at index: Int) -> Bool {
    guard tokens[index].text == "import", tokens[index + 1].text.first?.isLetter == true else {
      return false
    }
    return index == 0 || ![".", "`", "func"].contains(tokens[index - 1].text)
  }

  @Test("Each import has an access level")
  func accessLevels() {
    for found in Self.imports where !["internal", "package", "private"].contains(found.access) {
      Issue.record("\(found.file.place(found.line)): import \(found.module) needs `internal`")
    }
  }

  @Test("Each C library is imported by exactly one target, and by tests")
  func cLibraries() {
    #expect(Manifest.cTargets.contains("CNGHTTP2"))
    let sources = Set(Tree.sources.map(\.path))
    for library in Manifest.cTargets {
      let files = Self.imports.filter { $0.module == library }.map(\.file)
      let targets = Set(files.filter { sources.contains($0.path) }.map(\.target))
      #expect(!files.isEmpty, "nobody imports \(library)")
      #expect(targets.count <= 1, "\(library) is imported by \(targets.sorted())")
    }
  }

  @Test("A target imports only what stands above it in Package.swift, and names it there")
  func order() throws {
    for found in Self.imports {
      guard let imported = Manifest.position(of: found.module) else { continue }
      let own = try #require(Manifest.position(of: found.file.target), "\(found.file.path)")
      #expect(imported < own, "\(found.file.place(found.line)): \(found.module) stands below")
      #expect(
        Manifest.targets[own].dependencies.contains(found.module),
        "\(found.file.place(found.line)): \(found.module) is no dependency of the target")
    }
  }

  @Test("A target imports every target of ours that it depends on")
  func noDeadDependencies() {
    let targets = Set(Tree.sources.map(\.target))
    for target in Manifest.targets where targets.contains(target.name) {
      let imported = Set(Self.imports.filter { $0.file.target == target.name }.map(\.module))
      let declared = target.dependencies.intersection(Manifest.targets.map(\.name))
      let dead = declared.subtracting(imported).subtracting([target.name]).sorted()
      #expect(dead.isEmpty, "\(target.name) depends on \(dead) for nothing")
    }
  }
}
