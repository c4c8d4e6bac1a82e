internal import HTTP2
internal import Logging
internal import NIOCore
internal import NIOEmbedded

@testable internal import RPC

/// A whole connection of the server, in memory: from the first byte to calls of every kind, and to
/// an end that leaves no handler behind.
///
/// Flags: 0, the client's preface is put before the payload; 1, the payload is frames in their short
/// form; 2, the channel takes nothing for a while; 3, the server drains in the middle.
enum ConnectionCheck {
  static func run(_ input: FuzzInput) throws(Finding) {
    var input = input
    var bytes = input.hasFlag(1) ? RawFrames.expanded(input.payload) : input.payload
    if input.hasFlag(0) { bytes = RawFrames.clientPreface + RawFrames.emptySettings + bytes }
    let pieces = input.pieces(of: bytes)
    let probe = try ConnectionProbe()
    for (index, piece) in pieces.enumerated() {
      let isHalf = index == pieces.count / 2
      if input.hasFlag(2) { probe.setWritable(index % 8 < 4) }
      if input.hasFlag(3), isHalf { probe.drain() }
      try probe.receive(piece)
    }
    probe.setWritable(true)
    try probe.end()
  }
}
