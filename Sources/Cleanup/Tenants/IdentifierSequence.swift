/// Ids of things that are made at one moment, each of which sorts behind the one before it.
///
/// Milliseconds since 1970, then random bits that are drawn once and counted up: drawing them anew for
/// each of a run's holds takes a fiftieth of the run.
package final class IdentifierSequence {
  private let high: UInt64
  private var low: UInt64

  /// Ids of a moment.
  package init(at moment: Moment) {
    var generator = SystemRandomNumberGenerator()
    let milliseconds = UInt64(max(0, moment.microseconds / 1000))
    high = milliseconds << 16 | (generator.next() as UInt64) >> 48
    // Half of the numbers stay free to count up to.
    low = (generator.next() as UInt64) >> 1
  }

  /// The next id.
  package func next() -> String {
    low += 1
    return Identifier.hex(high, low)
  }
}
