internal import Flooding

/// The floods of hostile clients against the bench service.
enum BenchFloods {
  /// Entries of an answer that is worth not reading.
  private static let bigAnswerCount = 10_000

  /// Every kind; those that call call what the good client calls.
  static var all: [any Flood] {
    AllFloods.make(
      calling: FloodCall(BenchMethod.get, message: BenchUser(number: 42).request),
      bigAnswer: FloodCall(BenchMethod.list, message: BenchMessages.listRequest(bigAnswerCount)))
  }
}
