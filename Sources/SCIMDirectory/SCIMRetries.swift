internal import Cleanup
internal import Web

/// Which requests are repeated, and after which time. Only those that changed nothing are given to it.
struct SCIMRetries {
  /// Most times that a request is made.
  static let maxAttempts = 4
  /// Most seconds that a request is waited for in all before it is made again.
  static let maxWaitSeconds = 120
  /// Seconds before the first repeat where the service does not say; each further one takes twice as long.
  static let firstWaitSeconds = 1

  private var attempts = 0
  private var waitedSeconds = 0

  /// For how many seconds to wait before the request is made again; nil when it is not.
  mutating func waitSeconds(
    after result: Result<WebAnswer, WebFailure>, now: Moment
  ) -> Int? {
    attempts += 1
    let usual = Self.firstWaitSeconds << (attempts - 1)
    let seconds: Int
    switch result {
    case .success(let answer) where answer.status == 429 || answer.status == 503:
      seconds = RetryAfter.seconds(answer["retry-after"], now: now) ?? usual
    case .success(let answer) where answer.status == 502 || answer.status == 504: seconds = usual
    case .failure(.broken): seconds = usual
    default: return nil
    }
    // Subtracted, for a service may say any number.
    guard attempts < Self.maxAttempts, seconds <= Self.maxWaitSeconds - waitedSeconds else {
      return nil
    }
    waitedSeconds += seconds
    return seconds
  }
}
