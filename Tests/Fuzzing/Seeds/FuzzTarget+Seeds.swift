extension FuzzTarget {
  /// Inputs to start from, by name: what honest peers and files say, and a few that do not.
  ///
  /// The committed corpus is made of them by `Tests/fuzz --seeds`.
  package var seeds: [(name: String, input: [UInt8])] {
    switch self {
    case .serverSession: conversation(of: \.client) + FrameSeeds.toServer
    case .clientSession: conversation(of: \.server) + FrameSeeds.toClient
    case .clientConnection: conversation(of: \.server) + FrameSeeds.toClient
    case .serverConnection: conversation(of: \.client) + FrameSeeds.toServer + FrameSeeds.openings
    case .framing: FileSeeds.framing
    case .gzip: FileSeeds.gzip
    case .messages:
      MessageCheck.all.enumerated().map { index, check in
        ("\(index)-\(check.name)", [UInt8(index)] + check.sample)
      }
    case .metadata: FileSeeds.metadata
    case .csv: FileSeeds.csv
    case .jsonLines: FileSeeds.jsonLines
    case .texts: FileSeeds.texts
    }
  }

  /// One side of a conversation between two of our own sessions: as it was sent, and in short form.
  private func conversation(
    of side: KeyPath<ConversationSeeds, [UInt8]>
  ) -> [(name: String, input: [UInt8])] {
    guard let conversation = try? ConversationSeeds() else { return [] }
    let bytes = conversation[keyPath: side]
    let preface = RawFrames.clientPreface
    let frames = bytes.starts(with: preface) ? Array(bytes.dropFirst(preface.count)) : bytes
    return [
      ("conversation", [0, 1] + bytes),
      ("conversation-tight", [4, 2] + bytes),
      ("conversation-short", [3, 3] + RawFrames.shortened(frames)),
    ]
  }
}
