internal import Foundation

/// How usernames compare: NFKC-casefolded.
package enum Username {
  /// The form of a username in which equal usernames have equal bytes.
  package static func key(_ username: String) -> String {
    if isKey(username) { return username }
    if username.utf8.allSatisfy({ $0 < 0x80 }) { return username.lowercased() }
    // Folding may undo the normal form, and normalising may bring letters that still fold.
    let folded = username.precomposedStringWithCompatibilityMapping
      .folding(options: .caseInsensitive, locale: nil)
    return folded.precomposedStringWithCompatibilityMapping
      .folding(options: .caseInsensitive, locale: nil)
  }

  /// Whether a username has that form for sure, as most have: ASCII without capitals.
  private static func isKey(_ username: String) -> Bool {
    let isKey = username.utf8.withContiguousStorageIfAvailable { utf8 in
      // Goes through all letters, for which several are looked at together.
      let others = utf8.reduce(0 as UInt8) { others, byte in
        others | (byte & 0x80) | (byte &- 0x41 < 26 ? 1 : 0)
      }
      return others == 0
    }
    return isKey ?? false
  }
}
