internal import Foundation

/// How a run of the benchmark is done, and where its peers are.
struct Setting: Sendable {
  /// Where `Tests/Benchmarks/peers/build` puts what it builds, seen from the checkout.
  static let defaultPeersFolder = ".build-peers"
  /// How many rounds a row has.
  static let usualRounds = 5

  /// Whether only the working is to be shown.
  let isQuick: Bool
  /// How many rounds there are.
  let rounds: Int
  let peersFolder: String

  init(isQuick: Bool, peersFolder: String, rounds: Int? = nil) {
    self.isQuick = isQuick
    self.peersFolder = peersFolder
    self.rounds = rounds ?? (isQuick ? 1 : Self.usualRounds)
  }

  /// One amount for measuring, another for only showing that it works.
  func amount(_ full: Int, quick: Int) -> Int {
    isQuick ? quick : full
  }

  /// The path of a peer that was built.
  func peer(_ name: String) throws(BenchError) -> String {
    let path = "\(peersFolder)/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchError(
        .missing, "the peer \(name) is not built: run Tests/Benchmarks/peers/build")
    }
    return path
  }

  /// Starts a peer; without one that is not on this machine a quick run shows that our side works.
  func startPeer<Value>(_ start: () throws -> Value) throws -> Value? {
    do {
      return try start()
    } catch let error as BenchError where error.code == .missing && isQuick {
      return nil
    }
  }

  /// Measures both sides round by round; who goes first changes with each.
  ///
  /// Not inlined: the optimiser of Swift 6.3 crashes where it splits the coroutine that comes of it.
  @inline(never)
  func alternating(
    ours: () async throws -> Double, peer: () async throws -> Double
  ) async throws -> [Round] {
    var result: [Round] = []
    for index in 0..<rounds {
      if index.isMultiple(of: 2) {
        let value = try await ours()
        result.append(Round(ours: value, peer: try await peer()))
      } else {
        let value = try await peer()
        result.append(Round(ours: try await ours(), peer: value))
      }
    }
    return result
  }

  /// Measures our side round by round, where there is no peer.
  ///
  /// Not inlined, for the same reason.
  @inline(never)
  func alone(ours: () async throws -> Double) async throws -> [Round] {
    var result: [Round] = []
    for _ in 0..<rounds { result.append(Round(ours: try await ours())) }
    return result
  }
}
