/// Reads a search filter in its textual form (RFC 4515, section 3), and says no more than whether it is one.
/// Blanks may stand between filters, as libldap takes them too.
struct LDAPFilterParser {
  /// Most filters inside of one another.
  static let maxDepth = 64

  private var rest: ArraySlice<UInt8>

  private init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  /// Whether a text is a filter.
  static func accepts(_ text: String) -> Bool {
    var parser = LDAPFilterParser(text)
    return parser.takeFilter(depth: 1) && parser.rest.isEmpty
  }

  private mutating func takeFilter(depth: Int) -> Bool {
    guard depth <= Self.maxDepth, take("(") else { return false }
    switch rest.first {
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      rest = rest.dropFirst()
      guard takeList(depth: depth + 1) else { return false }
    case UInt8(ascii: "!"):
      rest = rest.dropFirst()
      takeBlanks()
      guard takeFilter(depth: depth + 1) else { return false }
      takeBlanks()
    default:
      guard takeItem() else { return false }
    }
    return take(")")
  }

  /// One filter or more.
  private mutating func takeList(depth: Int) -> Bool {
    takeBlanks()
    repeat {
      guard takeFilter(depth: depth) else { return false }
      takeBlanks()
    } while rest.first == UInt8(ascii: "(")
    return true
  }

  /// An attribute, how it is compared, and a value.
  private mutating func takeItem() -> Bool {
    let attribute = takeWord()
    switch rest.popFirst() {
    case UInt8(ascii: "="): return !attribute.isEmpty && takeValue(withStars: true)
    case UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "~"):
      return !attribute.isEmpty && take("=") && takeValue(withStars: false)
    case UInt8(ascii: ":"): return takeRule(hasAttribute: !attribute.isEmpty)
    default: return false
    }
  }

  /// What stands behind the first colon of an extensible match: `=`, `rule:=`, `dn:=` or `dn:rule:=`.
  private mutating func takeRule(hasAttribute: Bool) -> Bool {
    var hasRule = false
    if rest.first != UInt8(ascii: "=") {
      let word = takeWord()
      guard !word.isEmpty, take(":") else { return false }
      hasRule = !word.elementsEqual("dn".utf8)
      if !hasRule, rest.first != UInt8(ascii: "=") {
        guard !takeWord().isEmpty, take(":") else { return false }
        hasRule = true
      }
    }
    return (hasAttribute || hasRule) && take("=") && takeValue(withStars: false)
  }

  /// Letters, digits, dashes, dots and semicolons: an attribute with options, or a rule.
  private mutating func takeWord() -> ArraySlice<UInt8> {
    let word = rest.prefix {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ";"): true
      default: false
      }
    }
    rest = rest.dropFirst(word.count)
    return word
  }

  private mutating func takeValue(withStars: Bool) -> Bool {
    while let byte = rest.first, byte != UInt8(ascii: ")") {
      rest = rest.dropFirst()
      switch byte {
      case 0, UInt8(ascii: "("): return false
      case UInt8(ascii: "*") where !withStars: return false
      case UInt8(ascii: "\\"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy(Self.isHexadecimal) else { return false }
        rest = rest.dropFirst(2)
      default: continue
      }
    }
    return true
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  private mutating func takeBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, byte == UInt8(ascii: mark) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
