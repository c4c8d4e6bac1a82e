internal import Foundation

/// Results as a table, for a terminal or as Markdown.
struct ResultTable {
  private static let titles = ["row", "what", "against", "ours", "peer", "ratio", "target", ""]

  private let rows: [[String]]

  init(_ results: [RowResult]) {
    rows = results.map(Self.cells)
  }

  /// Lines with aligned columns.
  var plain: [String] {
    let all = [Self.titles] + rows
    let widths = Self.titles.indices.map { column in
      all.map { $0[column].count }.max() ?? 0
    }
    return all.map { cells in
      let padded = zip(cells, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Lines of a Markdown table.
  var markdown: [String] {
    let all = [Self.titles, Self.titles.map { _ in "---" }] + rows
    return all.map { "| " + $0.joined(separator: " | ") + " |" }
  }

  private static func cells(_ result: RowResult) -> [String] {
    let about = result.about
    let ratio = result.value.map { value in
      switch about.target {
      case .ratio, .reported: String(format: "%.3f", value)
      case .bound: about.unit.text(value)
      }
    }
    let target =
      switch about.target {
      case .ratio(let limit): "≤ " + String(format: "%.3g", limit)
      case .bound(let limit): "≤ " + about.unit.text(limit)
      case .reported: "reported"
      }
    return [
      about.name, about.what, about.against, result.ours.map(about.unit.text) ?? "–",
      result.peer.map(about.unit.text) ?? "–", ratio ?? "–", target, verdict(result),
    ]
  }

  private static func verdict(_ result: RowResult) -> String {
    switch result.trouble?.code {
    case .missing: "MISSING"
    case .failed: "FAILED"
    case nil: result.isOK ? "ok" : "MISSED"
    }
  }
}
