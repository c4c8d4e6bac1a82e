internal import Synchronization

/// The text of a statement, with what tells it from all others without looking at its letters.
///
/// ```swift
/// try connection.run("DELETE FROM imports WHERE directory_id = ?", id)  // found by its address
/// private static let byID = SQL.kept("SELECT \(columns) FROM runs WHERE id = ?")  // by a number
/// ```
///
/// Looking a statement up by a long text, and putting that text together before, costs more than
/// SQLite takes for a row. A text that is put together in a call is found by its letters all the same.
struct SQL: Sendable {
  private enum Text {
    case literal(StaticString)
    case made(String)
  }

  private static let numbers = Atomic<Int>(0)

  private let source: Text
  /// Another one for each text; nil when only the text itself tells. Literals have their address,
  /// which is positive, and texts that are kept a negative number.
  let key: Int?

  private init(_ source: Text, key: Int?) {
    self.source = source
    self.key = key
  }

  /// A text that was put together and is not kept.
  init(text: String) {
    self.init(.made(text), key: nil)
  }

  /// A text that is put together once and kept in a constant; never to be made in a call.
  static func kept(_ sql: SQL) -> SQL {
    SQL(.made(sql.text), key: numbers.subtract(1, ordering: .relaxed).newValue)
  }

  /// The text itself.
  var text: String {
    switch source {
    case .literal(let literal): literal.description
    case .made(let text): text
    }
  }
}

extension SQL: ExpressibleByStringInterpolation {
  init(stringLiteral literal: StaticString) {
    self.init(.literal(literal), key: Int(bitPattern: literal.utf8Start))
  }

  init(stringInterpolation: Interpolation) {
    self.init(text: stringInterpolation.text)
  }

  /// Puts a text together.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      text += literal.description
    }

    /// Columns, tables and conditions; never a value from outside, which is bound instead.
    mutating func appendInterpolation(_ part: String) {
      text += part
    }

    /// A number of the program's own.
    mutating func appendInterpolation(_ number: some BinaryInteger) {
      text += String(number)
    }
  }
}
