/// Chunks that are already in memory.
package struct MemoryChunks: ChunkSource, Sendable {
  private var chunks: ArraySlice<[UInt8]>

  /// Gives the chunks in order; empty ones are left out.
  package init(_ chunks: [[UInt8]]) {
    self.chunks = chunks.filter { !$0.isEmpty }[...]
  }

  package init(_ text: String) {
    self.init([Array(text.utf8)])
  }

  package mutating func next() -> [UInt8]? {
    chunks.popFirst()
  }
}
