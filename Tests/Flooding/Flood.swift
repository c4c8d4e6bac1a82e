/// How one hostile client behaves: what it sends, how fast, and whether it reads the answers.
///
/// A flood has no state of its own: everything that a connection sends follows from how many bursts
/// it has sent before.
package protocol Flood: Sendable {
  /// What the flood is called in reports.
  var name: String { get }
  /// How many connections it keeps open; one that the server ends is made again.
  var connectionCount: Int { get }
  /// How long a connection waits between two bursts, in milliseconds; 0 sends as fast as is taken.
  var pauseMilliseconds: Int { get }
  /// Whether what the server sends is read.
  var readsAnswers: Bool { get }

  /// What a connection sends after so many bursts; empty when it sends nothing more.
  func burst(_ turn: Int) -> [UInt8]
}

extension Flood {
  /// The type's name.
  package var name: String { "\(Self.self)" }
  /// A few.
  package var connectionCount: Int { 4 }
  /// None.
  package var pauseMilliseconds: Int { 0 }
  /// It does.
  package var readsAnswers: Bool { true }

  /// The preface at first, then `count` repetitions at a time, numbered from 0 over the whole
  /// connection.
  func repeating(
    _ turn: Int, opening: [UInt8] = RawFrame.preface, count: Int = 100,
    _ repetition: (Int) -> [UInt8]
  ) -> [UInt8] {
    if turn == 0 { return opening }
    let first = (turn - 1) * count
    return (first..<first + count).flatMap(repetition)
  }
}
