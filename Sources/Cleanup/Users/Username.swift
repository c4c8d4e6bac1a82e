internal import Foundation

/// How usernames compare: NFKC-casefolded.
package enum Username {
  /// The form of a username in which equal usernames have equal bytes.
  package static func key(_ username: String) -> String {
    if username.utf8.allSatisfy({ $0 < 0x80 }) {
      let hasCapitals = username.utf8.contains { (0x41...0x5A).contains($0) }
      return hasCapitals ? username.lowercased() : username
    }
    // Folding may undo the normal form, and normalising may bring letters that still fold.
    let folded = username.precomposedStringWithCompatibilityMapping
      .folding(options: .caseInsensitive, locale: nil)
    return folded.precomposedStringWithCompatibilityMapping
      .folding(options: .caseInsensitive, locale: nil)
  }
}
