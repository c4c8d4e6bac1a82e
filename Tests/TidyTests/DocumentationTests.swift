internal import Testing

@Suite("Documentation comments")
struct DocumentationTests {
  /// What protocols of the standard library and of packages require; their documentation holds.
  private static let inherited: Set = [
    "<", "==", "hash", "description", "debugDescription", "errorDescription", "rawValue",
    "allCases", "next", "makeIterator", "makeAsyncIterator", "encode", "init(rawValue", "init(from",
    "init(stringLiteral", "init(integerLiteral", "callAsFunction",
    "channelActive", "channelInactive", "channelRead", "channelReadComplete", "errorCaught",
    "handlerAdded", "handlerRemoved", "userInboundEventTriggered", "channelWritabilityChanged",
    "write", "flush", "InboundIn", "InboundOut", "OutboundIn", "OutboundOut", "Element",
    "Failure",
  ]

  @Test("Every package symbol says what it is")
  func packageSymbols() {
    let required = Self.inherited.union(Self.requirements())
    for file in Tree.swiftFiles {
      for index in file.tokens.indices where file.tokens[index].text == "package" {
        guard let name = Self.declaredName(file.tokens, after: index) else { continue }
        guard !required.contains(name) || Self.isType(file.tokens, after: index) else { continue }
        let line = file.tokens[index].line
        #expect(Self.isDocumented(file, line), "\(file.place(line)): \(name)")
      }
    }
  }

  /// The names that our own protocols require, which have their documentation there.
  private static func requirements() -> Set<String> {
    var names: Set<String> = []
    for file in Tree.swiftFiles {
      var depth = 0
      var protocolDepth: Int?
      for (index, token) in file.tokens.enumerated() {
        if token.text == "protocol", protocolDepth == nil { protocolDepth = depth }
        if token.text == "{" { depth += 1 }
        if token.text == "}" {
          depth -= 1
          if depth == protocolDepth { protocolDepth = nil }
        }
        guard let protocolDepth, depth == protocolDepth + 1 else { continue }
        if let name = name(file.tokens, at: index) { names.insert(name) }
      }
    }
    return names
  }

  private static let typeKeywords: Set = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  private static let modifiers: Set = [
    "static", "final", "mutating", "consuming", "borrowing", "nonisolated", "indirect", "lazy",
    "convenience", "required", "override", "weak", "private", "fileprivate", "internal", "(", ")",
    "set", "unsafe", "async", "isolated",
  ]

  /// Whether a type of its own is declared, whose name says nothing of what a protocol requires.
  private static func isType(_ tokens: [SwiftLexer.Token], after index: Int) -> Bool {
    let keyword = tokens[(index + 1)...].first { !modifiers.contains($0.text) }?.text ?? ""
    return typeKeywords.contains(keyword) && keyword != "typealias"
  }

  /// The name of what is declared with the access level at `index`; nil for imports, extensions
  /// and `package(set)`.
  private static func declaredName(_ tokens: [SwiftLexer.Token], after index: Int) -> String? {
    guard index + 1 < tokens.count, tokens[index + 1].text != "(" else { return nil }
    let keyword = tokens[(index + 1)...].firstIndex { !modifiers.contains($0.text) }
    return keyword.flatMap { name(tokens, at: $0) }
  }

  /// The name that follows a declaring keyword; of an initialiser, with its first label.
  private static func name(_ tokens: [SwiftLexer.Token], at index: Int) -> String? {
    let keyword = tokens[index].text
    if keyword == "init" || keyword == "subscript" {
      guard let open = tokens[index...].firstIndex(where: { $0.text == "(" }) else { return nil }
      return "\(keyword)(\(tokens[open + 1].text)"
    }
    let named = typeKeywords.union(["func", "var", "let"])
    guard named.contains(keyword), index + 1 < tokens.count else { return nil }
    return tokens[index + 1].text
  }

  /// Whether a documentation comment stands above a line, or above its attributes.
  private static func isDocumented(_ file: SourceFile, _ line: Int) -> Bool {
    var above = line - 2
    while above >= 0 {
      let text = file.lines[above].drop { $0 == " " }
      if text.hasPrefix("///") || text.hasPrefix("*/") { return true }
      guard text.hasPrefix("@") else { return false }
      above -= 1
    }
    return false
  }
}
