/// In which order addresses are tried: one after the other, the next as soon as one has failed or
/// has kept us waiting for a moment, and the first that answers wins (RFC 8305, section 5).
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

  private let count: Int
  private var next = 0
  private var running: Set<Int> = []
  private var isOver = false

  init(addressCount: Int) {
    count = addressCount
  }

  /// Begins with the first address.
  mutating func begin() -> [Action] {
    goOn()
  }

  /// Notes that a moment has passed without an end.
  mutating func momentPassed() -> [Action] {
    isOver || next == count ? [] : goOn()
  }

  /// Notes that an address cannot be used.
  mutating func failed(_ index: Int) -> [Action] {
    guard !isOver, running.remove(index) != nil else { return [] }
    return next < count || running.isEmpty ? goOn() : []
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

  private mutating func goOn() -> [Action] {
    guard next < count else {
      isOver = true
      return [.lost]
    }
    running.insert(next)
    next += 1
    return [.connect(next - 1)] + (next < count ? [.watchTime] : [])
  }
}
