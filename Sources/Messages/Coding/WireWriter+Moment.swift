internal import Cleanup
internal import Protobuf

extension WireWriter {
  /// A moment as a timestamp; left out when there is none.
  mutating func moment(_ field: UInt32, _ value: Moment?) {
    guard let value else { return }
    let before = byteCount
    number(2, Int64(value.nanoseconds))
    number(1, value.seconds)
    endMessage(field, from: before)
  }

  /// An enum's number by its value.
  mutating func code(_ field: UInt32, _ value: some WireCode) {
    number(field, Int64(value.wireNumber))
  }
}
