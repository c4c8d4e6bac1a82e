/// Finds what somebody may have meant.
enum Suggestion {
  /// Most letters that may differ.
  private static let mostDifferences = 3

  /// `; did you mean "…"?` for the name that is nearest, or nothing.
  static func text(for word: String, among names: [String]) -> String {
    let near = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= min(mostDifferences, near.name.count / 2) else { return "" }
    return "; did you mean \"\(near.name)\"?"
  }

  /// How many letters must be put in, taken out or changed.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.prefix(100)), Array(right.prefix(100)))
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let changed = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
