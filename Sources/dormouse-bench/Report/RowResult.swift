/// What measuring a row came to.
struct RowResult: Sendable {
  /// What the row says of itself.
  let about: RowDescription
  /// The rounds; empty when it could not be measured.
  private(set) var rounds: [Round] = []
  /// Why it could not be measured.
  private(set) var trouble: BenchError?

  /// Measures a row.
  init(measuring row: any BenchRow, _ setting: Setting) async {
    about = row.about
    do {
      rounds = try await row.measure(setting)
      if case .ratio = about.target, rounds.contains(where: { $0.peer == nil }) {
        rounds = []
        trouble = BenchError(.missing, "our side works; the peer is not on this machine")
      }
    } catch let error as BenchError {
      trouble = error
    } catch {
      trouble = BenchError(.failed, "\(error)")
    }
  }

  /// The median of the rounds' values: what is held against the target.
  var value: Double? { Self.median(rounds.map(\.value)) }
  /// The median of our side.
  var ours: Double? { Self.median(rounds.map(\.ours)) }
  /// The median of the peer's side.
  var peer: Double? { Self.median(rounds.compactMap(\.peer)) }

  /// Whether the target is reached.
  var isOK: Bool { value.map { $0 <= about.target.limit } ?? false }

  /// The median; nil of nothing.
  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
