internal import ImportFiles

/// A file in pieces that are already in memory.
struct InputChunks: ChunkSource {
  private var chunks: ArraySlice<[UInt8]>

  init(_ chunks: [[UInt8]]) {
    self.chunks = chunks.filter { !$0.isEmpty }[...]
  }

  mutating func next() -> [UInt8]? {
    chunks.popFirst()
  }
}
