/// A whole connection in memory: from the first byte to calls of every kind, and to an end that
/// leaves nothing behind.
///
/// Flags: 0, the peer's preface is put before the payload; 1, the payload is frames in their short
/// form; 2, the channel takes nothing for a while; 3, our side begins to go away in the middle.
enum ConnectionCheck {
  static func server(_ input: FuzzInput) throws(Finding) {
    try run(ServerProbe.self, input, preface: RawFrames.clientPreface)
  }

  static func client(_ input: FuzzInput) throws(Finding) {
    try run(ClientProbe.self, input, preface: [])
  }

  private static func run<Probe: ConnectionProbe>(
    _ type: Probe.Type, _ input: FuzzInput, preface: [UInt8]
  ) throws(Finding) {
    var input = input
    var bytes = input.hasFlag(1) ? RawFrames.expanded(input.payload) : input.payload
    if input.hasFlag(0) { bytes = preface + RawFrames.emptySettings + bytes }
    let pieces = input.pieces(of: bytes)
    let probe = try Probe()
    for (index, piece) in pieces.enumerated() {
      if input.hasFlag(2) { probe.setWritable(index % 8 < 4) }
      if input.hasFlag(3), index == pieces.count / 2 { probe.drain() }
      try probe.receive(piece)
    }
    probe.setWritable(true)
    try probe.end()
  }
}
