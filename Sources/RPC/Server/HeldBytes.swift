/// What the runtime holds for the sake of one connection, and what the server has been told of it.
///
/// It is an estimate that is rather too high: what a peer can make us keep counts, with the usual
/// cost of keeping it.
struct HeldBytes {
  /// What an open stream costs beside its messages.
  static let perStream = 4096
  /// What a closed stream costs whose memory is kept for the next one.
  static let perSpareStream = 2048
  /// What a frame costs that waits to be sent.
  static let perFrame = 256
  /// What a message costs that waits to be taken, beside its bytes.
  static let perMessage = 128
  /// The server is told of changes of so many bytes, lest event loops contend for its count.
  private static let reportBytes = 64 * 1024

  /// What the calls hold: requests that wait, parts of messages, headers.
  var ofCalls = 0
  private var reported = 0
  private let load: ServerLoad

  init(_ load: ServerLoad) {
    self.load = load
  }

  /// Tells the server how many bytes there are in all.
  mutating func report(_ total: Int) {
    guard abs(total - reported) >= Self.reportBytes || total == 0 else { return }
    load.add(bytes: total - reported)
    reported = total
  }
}
