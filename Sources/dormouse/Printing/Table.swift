/// Rows in aligned columns, written page by page.
///
/// Columns only ever grow from one page to the next, so that pages line up as far as they can.
struct Table: Sendable {
  /// Blanks between columns.
  private static let gap = "  "

  private let titles: [String]
  private let usesColor: Bool
  private var widths: [Int]
  private var hasHeading = false

  /// A table with these headings.
  init(_ titles: [String], usesColor: Bool = false) {
    self.titles = titles.map { $0.uppercased() }
    self.usesColor = usesColor
    widths = self.titles.map(TerminalText.width)
  }

  /// The lines of the next rows, under the headings if these are the first.
  mutating func lines(_ rows: [[Cell]]) -> [String] {
    let texts = rows.map { $0.map(\.display) }
    for row in texts {
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], TerminalText.width(text))
      }
    }
    let right = titles.indices.map { index in rows.first?[index].isRightAligned ?? false }
    var lines = texts.map { line($0, right) }
    if !hasHeading {
      let heading = line(titles, right)
      lines.insert(usesColor ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading, at: 0)
      hasHeading = true
    }
    return lines
  }

  /// Pads all but what stands last on the line.
  private func line(_ texts: [String], _ right: [Bool]) -> String {
    let cells = texts.enumerated().map { index, text in
      let blanks = String(repeating: " ", count: max(0, widths[index] - TerminalText.width(text)))
      if right[index] { return blanks + text }
      return index == texts.count - 1 ? text : text + blanks
    }
    let line = cells.joined(separator: Self.gap)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
