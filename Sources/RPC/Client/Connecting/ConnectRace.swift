/// In which order addresses are tried: those of one server after those of the one before it, the
/// next address as soon as one has failed or has kept us waiting for a moment, and the first that
/// answers wins (RFC 8305, section 5).
///
/// Names are looked up meanwhile. A server whose name is not found yet keeps its place for a moment;
/// then those behind it are tried, and it follows as soon as it is found (section 3).
struct ConnectRace {
  /// What to do.
  enum Action: Equatable {
    /// Try the address with this number.
    case connect(Int)
    /// Call `momentPassed` after a moment from now, and forget earlier moments.
    case watchTime
    /// Drop what was begun with the address with this number.
    case drop(Int)
    /// The race is over; the address with this number has won.
    case won(Int)
    /// The race is over, and every address has failed.
    case lost
  }

  /// The numbers of each server's addresses that were not tried; `nil` while its name is looked up.
  private var untried: [Range<Int>?]
  /// How many addresses were found; they are numbered as they are.
  private var foundCount = 0
  private var running: Set<Int> = []
  /// Whether the next address is tried as soon as there is one.
  private var isDue = true
  /// Whether servers whose names are looked up keep their places.
  private var keepsPlaces = true
  private var isOver = false

  init(serverCount: Int) {
    untried = Array(repeating: nil, count: serverCount)
  }

  /// Begins, with every name still to be looked up.
  mutating func begin() -> [Action] {
    untried.isEmpty ? goOn() : [.watchTime]
  }

  /// Notes that a server has so many addresses, none if its name cannot be looked up; they have the
  /// next numbers.
  mutating func found(_ addressCount: Int, of server: Int) -> [Action] {
    guard !isOver, untried[server] == nil else { return [] }
    untried[server] = foundCount..<(foundCount + addressCount)
    foundCount += addressCount
    return isDue ? goOn() : []
  }

  /// Notes that a moment has passed without an end.
  mutating func momentPassed() -> [Action] {
    guard !isOver else { return [] }
    keepsPlaces = false
    isDue = true
    return goOn()
  }

  /// Notes that an address cannot be used.
  mutating func failed(_ index: Int) -> [Action] {
    guard !isOver, running.remove(index) != nil else { return [] }
    isDue = true
    return goOn()
  }

  /// Notes that an address answers.
  mutating func answered(_ index: Int) -> [Action] {
    guard !isOver, running.remove(index) != nil else { return [] }
    isOver = true
    return running.sorted().map { .drop($0) } + [.won(index)]
  }

  /// Notes that nobody wants a connection any more.
  mutating func cancel() -> [Action] {
    guard !isOver else { return [] }
    isOver = true
    return running.sorted().map { .drop($0) }
  }

  // MARK: Private

  private mutating func goOn() -> [Action] {
    if let index = takeNext() {
      isDue = false
      running.insert(index)
      return [.connect(index)] + (hasMore ? [.watchTime] : [])
    }
    guard running.isEmpty, !hasMore else { return [] }
    isOver = true
    return [.lost]
  }

  /// The first address that is to be tried now.
  private mutating func takeNext() -> Int? {
    for server in untried.indices {
      if let index = untried[server]?.popFirst() { return index }
      if untried[server] == nil, keepsPlaces { return nil }
    }
    return nil
  }

  /// Whether there are addresses that were not tried, or may be.
  private var hasMore: Bool {
    untried.contains { $0?.isEmpty != true }
  }
}
