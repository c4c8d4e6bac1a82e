/// DATA frames of one byte each: ten bytes on the wire for one of a message.
package struct ByteData: Flood {
  /// The length that the message claims: as long as may be.
  private static let claimedBytes: UInt32 = 4 * 1024 * 1024

  private let call: FloodCall

  /// The bytes of one message of a call.
  package init(_ call: FloodCall = .health) {
    self.call = call
  }

  package func burst(_ turn: Int) -> [UInt8] {
    let prefix = RawFrame.frame(
      type: RawFrame.data, flags: 0, stream: 1, [0] + RawFrame.bigEndian(Self.claimedBytes))
    return repeating(turn, opening: RawFrame.preface + call.headers(stream: 1) + prefix) { _ in
      RawFrame.frame(type: RawFrame.data, flags: 0, stream: 1, [0])
    }
  }
}
