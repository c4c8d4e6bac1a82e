internal import ImportFiles

/// Chunks that are already in memory.
struct MemoryChunks: ChunkSource {
  private var chunks: ArraySlice<[UInt8]>

  /// Gives the chunks in order; empty ones are left out.
  init(_ chunks: [[UInt8]]) {
    self.chunks = chunks.filter { !$0.isEmpty }[...]
  }

  /// Gives a text in one piece.
  init(_ text: String) {
    self.init([Array(text.utf8)])
  }

  mutating func next() -> [UInt8]? {
    chunks.popFirst()
  }
}
