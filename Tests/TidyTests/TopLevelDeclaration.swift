/// A type or an extension that stands at the top of a file.
struct TopLevelDeclaration: Hashable, Sendable {
  /// `struct`, `class`, `enum`, `actor`, `protocol` or `extension`.
  var keyword: String
  /// The type's name; of an extension, the whole dotted name.
  var name: String
  var isPrivate: Bool
  /// Whether a colon follows the name: protocols, or what an enum is made of.
  var hasConformances: Bool
  var line: Int

  var isType: Bool { keyword != "extension" }

  private static let keywords: Set = ["struct", "class", "enum", "actor", "protocol", "extension"]

  static func all(in tokens: [SwiftLexer.Token]) -> [TopLevelDeclaration] {
    var found: [TopLevelDeclaration] = []
    var depth = 0
    var isPrivate = false
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "{", "(": depth += 1
      case "}", ")":
        depth -= 1
        if token.text == "}" { isPrivate = false }
      case "private" where depth == 0, "fileprivate" where depth == 0: isPrivate = true
      case let text where depth == 0 && keywords.contains(text):
        found.append(declaration(text, at: index, in: tokens, isPrivate: isPrivate))
        isPrivate = false
      default: break
      }
    }
    return found
  }

  private static func declaration(
    _ keyword: String, at index: Int, in tokens: [SwiftLexer.Token], isPrivate: Bool
  ) -> TopLevelDeclaration {
    var name = ""
    var next = index + 1
    while next < tokens.count, name.isEmpty || tokens[next].text == "." || name.hasSuffix(".") {
      name += tokens[next].text
      next += 1
    }
    let rest = tokens[min(next, tokens.count)...].prefix { $0.text != "{" && $0.text != "where" }
    return TopLevelDeclaration(
      keyword: keyword, name: name, isPrivate: isPrivate,
      hasConformances: rest.contains { $0.text == ":" }, line: tokens[index].line)
  }
}
