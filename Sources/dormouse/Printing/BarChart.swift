/// Numbers drawn as bars of text, one a line, with the label before and the number behind.
struct BarChart {
  /// One bar.
  struct Bar: Hashable {
    /// What stands before it.
    let label: String
    /// How long it is; never negative.
    let value: Int
    /// What stands behind its number; may be empty.
    var note = ""
  }

  /// Characters of the longest bar where nobody says how wide a line may be.
  static let longest = 40
  /// Characters of the longest bar in lines of any width.
  static let lengths = 10...100

  /// The lines of a chart whose longest bar stands for `full`, or for the largest value when that is
  /// more. A value that is not 0 has a bar of one character at least.
  ///
  /// - Parameter columns: how wide a line may be; nil where nobody says.
  static func lines(_ bars: [Bar], full: Int = 0, columns: Int? = nil) -> [String] {
    let full = max(full, bars.map(\.value).max() ?? 0)
    let labels = bars.map { TerminalText.escaped($0.label) }
    let numbers = bars.map { Numbers.grouped($0.value) }
    let labelWidth = labels.map(TerminalText.width).max() ?? 0
    let numberWidth = numbers.map(\.count).max() ?? 0
    let noteWidth = bars.map { $0.note.isEmpty ? 0 : TerminalText.width($0.note) + 2 }.max() ?? 0
    let room = columns.map { $0 - labelWidth - numberWidth - noteWidth - 4 } ?? longest
    let longest = min(max(room, lengths.lowerBound), lengths.upperBound)
    return bars.indices.map { index in
      let length = length(of: bars[index].value, full: full, longest: longest)
      let bar = String(repeating: "#", count: length)
      let blanks = String(repeating: " ", count: longest - length)
      let line =
        padded(labels[index], to: labelWidth) + "  " + bar + blanks + "  "
        + String(repeating: " ", count: numberWidth - numbers[index].count) + numbers[index]
      return bars[index].note.isEmpty ? line : line + "  " + bars[index].note
    }
  }

  private static func length(of value: Int, full: Int, longest: Int) -> Int {
    guard value > 0, full > 0 else { return 0 }
    return max(1, Int((Double(value) / Double(full) * Double(longest)).rounded()))
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - TerminalText.width(text))
  }
}
