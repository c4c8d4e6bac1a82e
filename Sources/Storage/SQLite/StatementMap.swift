/// Statements by the keys of their texts, found without a hash that withstands an attacker: every key
/// is the program's own.
struct StatementMap {
  private var places: [(key: Int, statement: PreparedStatement)?]
  private var count = 0

  /// An empty map.
  init() {
    places = Array(repeating: nil, count: 64)
  }

  /// The statement of a key; setting it anew is not foreseen.
  subscript(_ key: Int) -> PreparedStatement? {
    var place = start(of: key)
    while let found = places[place] {
      if found.key == key { return found.statement }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// Adds the statement of a key that has none.
  mutating func add(_ statement: PreparedStatement, of key: Int) {
    // Half of the places stay free, so that most are found at the first look.
    if count * 2 >= places.count { grow() }
    var place = start(of: key)
    while places[place] != nil { place = (place + 1) & (places.count - 1) }
    places[place] = (key, statement)
    count += 1
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: nil, count: old.count * 2)
    count = 0
    for case let found? in old { add(found.statement, of: found.key) }
  }

  /// Addresses of texts differ in their middle bits, numbers in their lowest.
  private func start(of key: Int) -> Int {
    (key ^ key >> 4 ^ key >> 11) & (places.count - 1)
  }
}
