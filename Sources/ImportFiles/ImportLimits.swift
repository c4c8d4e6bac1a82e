internal import Cleanup

/// The bounds of every file that is read, so that a hostile or broken file cannot take the memory.
package enum ImportLimits {
  /// The longest record (a CSV record with its line breaks, or a line of JSON), in bytes.
  ///
  /// A user in several thousand groups fits. A longer record is reported and passed over without
  /// being kept.
  package static let recordBytes = 262_144
  /// How many bytes are asked of a file at a time.
  package static let chunkBytes = 65_536
  /// The earliest time.
  ///
  /// Directories write 1601 or 0001 where they mean *never*; read as a time, it would make every
  /// such user look long asleep.
  static let earliest = Moment(seconds: 0)
}
