/// Takes Swift code apart into words and marks, well enough to look for words in it.
///
/// Comments and the insides of strings are left out; code within interpolations is kept. Regex
/// literals are not known to it.
struct SwiftLexer {
  struct Token: Hashable, Sendable {
    var text: String
    /// Counted from 1.
    var line: Int
    /// Whether nothing stands between this token and the one before.
    var touchesPrevious: Bool
  }

  private enum Mode {
    /// Plain code, or code of an interpolation with that many parentheses open.
    case code(openParentheses: Int?)
    case string(hashes: Int, isMultiline: Bool)
  }

  private(set) var tokens: [Token] = []
  private(set) var commentedLines: Set<Int> = []
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var modes: [Mode] = [.code(openParentheses: nil)]
  private var endOfPrevious = -1

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func run() {
    while index < bytes.count {
      switch modes[modes.count - 1] {
      case .code(let open): readCode(open)
      case .string(let hashes, let isMultiline): readString(hashes, isMultiline)
      }
    }
  }

  private mutating func readCode(_ openParentheses: Int?) {
    let byte = bytes[index]
    if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") { return skipLineComment() }
    if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") { return skipBlockComment() }
    if startString() { return }
    if Self.isWord(byte) || byte == UInt8(ascii: "@") { return readWord() }
    if byte > 0x20 { append(index..<index + 1) }
    advance()
    guard let openParentheses else { return }
    let change = byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
    modes.removeLast()
    if openParentheses + change > 0 {
      modes.append(.code(openParentheses: openParentheses + change))
    }
  }

  private mutating func readWord() {
    let start = index
    repeat { index += 1 } while index < bytes.count && Self.isWord(bytes[index])
    append(start..<index)
  }

  /// Enters a string if one starts here.
  private mutating func startString() -> Bool {
    var hashes = 0
    while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
    guard peek(hashes) == UInt8(ascii: "\"") else { return false }
    index += hashes
    let isMultiline = matches("\"\"\"")
    index += isMultiline ? 3 : 1
    modes.append(.string(hashes: hashes, isMultiline: isMultiline))
    return true
  }

  private mutating func readString(_ hashes: Int, _ isMultiline: Bool) {
    let pounds = String(repeating: "#", count: hashes)
    if matches((isMultiline ? "\"\"\"" : "\"") + pounds) {
      index += (isMultiline ? 3 : 1) + hashes
      modes.removeLast()
    } else if matches("\\\(pounds)(") {
      index += 2 + hashes
      modes.append(.code(openParentheses: 1))
    } else if matches("\\\(pounds)") {
      index += 1 + hashes
      advance()
    } else {
      advance()
    }
  }

  private mutating func skipLineComment() {
    commentedLines.insert(line)
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      commentedLines.insert(line)
      if matches("/*") {
        depth += 1
        index += 2
      } else if matches("*/") {
        depth -= 1
        index += 2
      } else {
        advance()
      }
    } while depth > 0 && index < bytes.count
  }

  private mutating func append(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    let touches = endOfPrevious == range.lowerBound
    tokens.append(Token(text: text, line: line, touchesPrevious: touches))
    endOfPrevious = range.upperBound
  }

  private mutating func advance() {
    guard index < bytes.count else { return }
    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }

  private func peek(_ offset: Int) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private func matches(_ text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
