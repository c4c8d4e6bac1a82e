internal import Cleanup

/// Checks of texts that people give.
enum TextRule {
  /// What is wrong with a text that must have 1 to `most` bytes; nil when nothing is.
  static func violation(_ field: String, _ text: String, most: Int) -> FieldViolation? {
    let count = text.utf8.count
    if (1...most).contains(count) { return nil }
    let found = count == 0 ? "nothing" : "\(count)"
    return FieldViolation(field: field, description: "must have 1 to \(most) bytes, not \(found)")
  }
}
