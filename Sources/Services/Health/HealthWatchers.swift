internal import RPC

/// Who watches health. Once all places are taken, the network that has most of them gives up its oldest for
/// one that has fewer.
struct HealthWatchers {
  typealias Continuation = AsyncStream<Bool>.Continuation

  private struct Watcher {
    var network: PeerNetwork
    var continuation: Continuation
  }

  private let places: Int
  private var watchers: [Int: Watcher] = [:]
  private var counts: [PeerNetwork: Int] = [:]

  init(places: Int) {
    self.places = places
  }

  /// Everybody who watches.
  var all: [Continuation] { watchers.values.map(\.continuation) }

  /// Adds a watcher under a number above those before; false when there is no place.
  ///
  /// - Parameter displaced: whoever gave up its place.
  mutating func add(
    _ continuation: Continuation, _ number: Int, from network: PeerNetwork,
    displaced: inout Continuation?
  ) -> Bool {
    if watchers.count >= places {
      guard let oldest = oldestOfMost(moreThan: counts[network] ?? 0) else { return false }
      displaced = watchers[oldest]?.continuation
      remove(oldest)
    }
    watchers[number] = Watcher(network: network, continuation: continuation)
    counts[network, default: 0] += 1
    return true
  }

  /// Forgets a watcher, if it is still there.
  mutating func remove(_ number: Int) {
    guard let network = watchers.removeValue(forKey: number)?.network else { return }
    let left = (counts[network] ?? 1) - 1
    counts[network] = left == 0 ? nil : left
  }

  private func oldestOfMost(moreThan count: Int) -> Int? {
    guard let most = counts.max(by: { $0.value < $1.value }), most.value > count else { return nil }
    return watchers.filter { $0.value.network == most.key }.keys.min()
  }
}
