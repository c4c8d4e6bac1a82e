internal import Cleanup

/// How a last activity stands in five columns: rank, time, kind, source and granularity.
struct StoredActivity {
  private static let never = 0
  private static let unknown = 1
  private static let known = 2

  /// Never, then unknown, then known: the order of lists.
  let rank: Int
  /// Microseconds since 1970; 0 unless known.
  let time: Int64
  /// The signal behind it; nil unless known.
  let signal: ActivitySignal?

  /// Raw value of the kind; nil unless known.
  var kind: Int? { signal?.kind.rawValue }
  /// Name of the source; nil unless known.
  var source: String? { signal?.source }
  /// Granularity of the source in seconds; nil unless known.
  var granularitySeconds: Int64? { signal?.granularitySeconds }

  init(_ activity: LastActivity) {
    switch activity {
    case .never: (rank, time, signal) = (Self.never, 0, nil)
    case .unknown: (rank, time, signal) = (Self.unknown, 0, nil)
    case .known(let signal):
      (rank, time, self.signal) = (Self.known, signal.time?.microseconds ?? 0, signal)
    }
  }

  /// Reads the five columns, the first of which has the given number; the source is its name.
  static func activity(_ row: Row, at column: Int) throws(StorageError) -> LastActivity {
    try activity(row, at: column, source: row[column + 3])
  }

  /// Reads the five columns where the fourth is not the name of the source, which is given.
  static func activity(
    _ row: Row, at column: Int, source: @autoclosure () -> String
  ) throws(StorageError) -> LastActivity {
    switch row[column] as Int {
    case never: return .never
    case unknown: return .unknown
    default:
      return .known(
        ActivitySignal(
          kind: try row.value(column + 2), source: source(),
          time: row.moment(column + 1), granularitySeconds: row[column + 4] ?? 0))
    }
  }
}
