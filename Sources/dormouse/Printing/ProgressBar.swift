/// A line on standard error that says how far something is; nothing where that is no terminal.
struct ProgressBar: ~Copyable {
  /// Characters of the bar itself.
  static let barWidth = 30
  /// How often the line changes at most, so that a fast job does not drown in its own progress.
  private static let interval = Duration.milliseconds(80)

  private let console: Console
  private let label: String
  private let isShown: Bool
  private var shownAt: ContinuousClock.Instant?

  /// A bar that is not shown yet.
  init(_ label: String, console: Console) {
    self.label = label
    self.console = console
    isShown = console.isErrorTerminal
  }

  deinit {
    if shownAt != nil { console.progress("\r\u{1B}[K") }
  }

  /// Shows how far it is; a total of 0 is not known.
  mutating func update(_ done: Int, of total: Int = 0, unit: String = "user") {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let shownAt, shownAt.duration(to: now) < Self.interval, done < total || total == 0 { return }
    shownAt = now
    console.progress("\r\u{1B}[K" + Self.line(label, done, of: total, unit: unit))
  }

  /// The text of the line.
  static func line(_ label: String, _ done: Int, of total: Int, unit: String) -> String {
    guard total > 0 else { return "\(label)  \(Numbers.count(done, unit))" }
    let filled = min(barWidth, max(0, done * barWidth / total))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled)
    return "\(label)  [\(bar)]  \(Numbers.grouped(done)) of \(Numbers.count(total, unit))"
  }
}
