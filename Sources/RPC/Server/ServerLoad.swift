internal import Synchronization

/// What all connections of a server hold together, counted from every event loop.
///
/// The numbers bound memory and are read without a lock, so they may lag a moment behind.
final class ServerLoad: Sendable {
  private let streams = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)
  private let connections = Atomic<Int>(0)
  private let maxStreams: Int
  private let maxBytes: Int

  init(_ limits: ServerLimits) {
    maxStreams = limits.maxStreams
    maxBytes = limits.maxBytes
  }

  /// Above how many bytes a connection holds too much now: its share of all when all is used up.
  var mostBytesPerConnection: Int {
    guard bytes.load(ordering: .relaxed) > maxBytes else { return .max }
    return maxBytes / max(connections.load(ordering: .relaxed), 1)
  }

  /// Counts a stream that begins; false when there are too many.
  func streamBegins() -> Bool {
    guard streams.add(1, ordering: .relaxed).newValue <= maxStreams else {
      streamEnds()
      return false
    }
    return true
  }

  /// Counts a stream that has ended.
  func streamEnds() {
    streams.subtract(1, ordering: .relaxed)
  }

  /// Counts a connection that begins.
  func connectionBegins() {
    connections.add(1, ordering: .relaxed)
  }

  /// Counts a connection that has ended.
  func connectionEnds() {
    connections.subtract(1, ordering: .relaxed)
  }

  /// Counts bytes that are held from now on, or are not held any more when negative.
  func add(bytes count: Int) {
    bytes.add(count, ordering: .relaxed)
  }
}
