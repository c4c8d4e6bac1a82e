internal import CMemory

/// How the C library keeps large pieces of memory.
enum LargeBlocks {
  /// From how many bytes on a piece is large.
  private static let bytes: Int32 = 1 << 18

  /// Lets large pieces go back to the system as soon as nobody uses them. The library would raise what it takes
  /// for large with the first that comes, and keep those below for each of its threads: after a few listings
  /// of a large directory that is as much as twice what one takes.
  static func giveBack() {
    // It can refuse only a number beyond its own limits.
    _ = mallopt(M_MMAP_THRESHOLD, bytes)
  }
}
