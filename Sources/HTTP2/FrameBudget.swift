/// Counts the frames that cost the peer nothing and us something, as a bucket that refills.
///
/// Frames that carry a call earn a little: a busy peer rightly sends many window updates.
struct FrameBudget {
  /// What one frame of a call earns.
  private static let earned = 2

  private let burst: Int
  private let perSecond: Int
  private var left: Int
  private var refilledNanoseconds: UInt64?

  init(burst: Int, perSecond: Int) {
    self.burst = burst
    self.perSecond = perSecond
    left = burst
  }

  /// Adds what time has earned, at most the burst.
  mutating func refill(nowNanoseconds: UInt64) {
    guard let before = refilledNanoseconds else {
      refilledNanoseconds = nowNanoseconds
      return
    }
    guard nowNanoseconds > before else { return }
    let nanosecondsPerFrame = UInt64(1_000_000_000 / perSecond)
    let frames = (nowNanoseconds - before) / nanosecondsPerFrame
    guard frames > 0 else { return }
    left = min(burst, left + Int(min(frames, UInt64(burst))))
    refilledNanoseconds = before + frames * nanosecondsPerFrame
  }

  /// Takes one frame from the budget; false when there is none left.
  mutating func spend() -> Bool {
    left -= 1
    return left >= 0
  }

  /// Gives back for a frame that carries part of a call.
  mutating func earn() {
    left = min(burst, left + Self.earned)
  }
}
