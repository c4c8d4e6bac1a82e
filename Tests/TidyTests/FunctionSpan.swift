/// The lines of a function, an initialiser or a computed property, from its keyword to its brace.
struct FunctionSpan {
  var first: Int
  var last: Int

  var count: Int { last - first + 1 }

  private static let keywords: Set = ["func", "init", "deinit", "subscript", "var"]

  static func all(in tokens: [SwiftLexer.Token]) -> [FunctionSpan] {
    var found: [FunctionSpan] = []
    /// For each open brace, the line where its function starts; nil where it is no function's.
    var open: [Int?] = []
    var pending: (line: Int, isProperty: Bool)?
    var parentheses = 0
    for (index, token) in tokens.enumerated() {
      let previous = index > 0 ? tokens[index - 1].text : ""
      switch token.text {
      case "(", "[": parentheses += 1
      case ")", "]": parentheses -= 1
      case "{":
        open.append(parentheses == 0 ? pending?.line : nil)
        if parentheses == 0 { pending = nil }
      case "}":
        if let start = open.popLast() ?? nil {
          found.append(FunctionSpan(first: start, last: token.line))
        }
        pending = nil
      case "=" where pending?.isProperty == true && parentheses == 0: pending = nil
      case let text where keywords.contains(text) && previous != "." && parentheses == 0:
        pending = (token.line, text == "var")
      default: break
      }
    }
    return found
  }
}
