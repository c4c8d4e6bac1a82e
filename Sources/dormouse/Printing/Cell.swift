internal import Cleanup
internal import ImportFiles

/// What stands in one column of one printed row.
enum Cell: Hashable, Sendable {
  case text(String)
  case number(Int)
  case moment(Moment?)
  case flag(Bool)
  case list([String])
  /// A text that may be long; people see its beginning.
  case beginning(String)

  /// Characters of a beginning that people see.
  static let shownOfBeginning = 60

  /// As people read it; text of a server is made safe.
  var display: String {
    switch self {
    case .text(let text): TerminalText.escaped(text)
    case .number(let number): Numbers.grouped(number)
    // Fractions of a second tell a person nothing; CSV and JSON keep them.
    case .moment(let moment): moment.map { Moment(seconds: $0.seconds).rfc3339 } ?? "-"
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let names): TerminalText.escaped(names.joined(separator: ", "))
    case .beginning(let text):
      TerminalText.escaped(String(text.prefix(Self.shownOfBeginning)))
        + (text.count > Self.shownOfBeginning ? "…" : "")
    }
  }

  /// As spreadsheets read it.
  var exported: ExportValue {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(Int64(number))
    case .moment(let moment): moment.map { .text($0.rfc3339) } ?? .empty
    case .flag(let flag): .flag(flag)
    case .list(let names): .list(names)
    case .beginning(let text): .text(text)
    }
  }

  /// Whether the cell stands at the right of its column.
  var isRightAligned: Bool {
    if case .number = self { return true }
    return false
  }
}
