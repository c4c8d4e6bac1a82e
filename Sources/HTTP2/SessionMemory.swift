internal import CNGHTTP2

/// The memory of one nghttp2 session, which takes and gives back a dozen blocks of always the same sizes
/// for each stream. It belongs to whoever may use the session.
struct SessionMemory: ~Copyable {
  /// What nghttp2's functions are called with; owned.
  private let blocks: UnsafeMutablePointer<SpareBlocks>

  /// Memory that keeps nothing yet.
  init() {
    blocks = .allocate(capacity: 1)
    blocks.initialize(to: SpareBlocks())
  }

  deinit {
    blocks.deinitialize(count: 1)
    blocks.deallocate()
  }

  /// The functions by which nghttp2 takes and gives back; they borrow this memory.
  var functions: nghttp2_mem {
    nghttp2_mem(
      mem_user_data: blocks,
      malloc: { byteCount, blocks in Self.with(blocks) { $0.allocate(byteCount) } },
      free: { block, blocks in if let block { Self.with(blocks) { $0.free(block) } } },
      calloc: { count, byteCount, blocks in
        Self.with(blocks) { $0.allocate(zeroed: count, of: byteCount) }
      },
      realloc: { block, byteCount, blocks in
        Self.with(blocks) { $0.reallocate(block, byteCount) }
      })
  }

  /// How much memory is kept for streams to come. Unit: bytes.
  var spareBytes: Int { blocks.pointee.byteCount }

  /// Gives back half of what is kept.
  func trim() {
    blocks.pointee.trim()
  }

  /// Gives back what is kept.
  func forgetSpares() {
    blocks.pointee.removeAll()
  }

  private static func with<Result>(
    _ blocks: UnsafeMutableRawPointer?, _ body: (inout SpareBlocks) -> Result
  ) -> Result {
    guard let blocks else { preconditionFailure("nghttp2 calls without its memory") }
    return body(&blocks.assumingMemoryBound(to: SpareBlocks.self).pointee)
  }
}
