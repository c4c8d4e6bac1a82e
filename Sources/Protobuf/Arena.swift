internal import CProtobufC

/// Memory for one message and all that hangs on it, freed at once.
///
/// protobuf-c unpacks into an arena through ``withAllocator(_:)``; messages to be packed are built
/// in one. Pointers into an arena die with it, so they must not leave the scope that owns it.
@usableFromInline
package struct Arena: ~Copyable {
  /// What the C callbacks reach through `allocator_data`; it stands before the memory of the first
  /// chunk, so that a usual message takes one allocation.
  private struct State {
    var next: UnsafeMutableRawPointer  // borrowed from the newest chunk
    var freeBytes: Int
    var heldBytes: Int
    let limitBytes: Int
    var isExhausted = false
    var newestChunk: UnsafeMutableRawPointer?  // owned; nil while there is only the first
  }

  /// The size of the first chunk with the state; most messages fit into it, and it is the largest
  /// that glibc keeps at hand for each thread.
  private static let firstChunkBytes = 1024
  private static let stateBytes = 64

  /// Chunks double in size up to this one.
  private static let largestChunkBytes = 1 << 20

  /// Every allocation is aligned for any C type. A later chunk begins with the address of the one
  /// before it, in so many bytes.
  private static let alignment = 16

  private let state: UnsafeMutablePointer<State>  // owned

  /// Makes an empty arena that never holds more than `limitBytes`.
  package init(limitBytes: Int = .max) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: Self.firstChunkBytes, alignment: Self.alignment)
    let freeBytes = min(Self.firstChunkBytes - Self.stateBytes, limitBytes)
    state = memory.bindMemory(to: State.self, capacity: 1)
    state.initialize(
      to: State(
        next: memory + Self.stateBytes, freeBytes: freeBytes, heldBytes: freeBytes,
        limitBytes: limitBytes))
  }

  deinit {
    var chunk = state.pointee.newestChunk
    while let current = chunk {
      chunk = current.load(as: UnsafeMutableRawPointer?.self)
      current.deallocate()
    }
    state.deinitialize(count: 1)
    UnsafeMutableRawPointer(state).deallocate()
  }

  /// Whether an allocation has failed because of the limit.
  package var isExhausted: Bool { state.pointee.isExhausted }

  /// The memory held now. Unit: bytes.
  package var heldBytes: Int { state.pointee.heldBytes }

  /// Memory of `byteCount` bytes, uninitialised, or nil if that would exceed the limit.
  @usableFromInline
  package func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
    Self.allocate(byteCount, in: state)
  }

  /// Lends an allocator to protobuf-c that takes from this arena and frees nothing.
  func withAllocator<Result>(
    _ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> Result
  ) -> Result {
    var allocator = ProtobufCAllocator(
      alloc: { state, byteCount in
        guard let state else { return nil }
        return Arena.allocate(byteCount, in: state.assumingMemoryBound(to: State.self))
      },
      free: { _, _ in },
      allocator_data: state)
    return body(&allocator)
  }

  private static func allocate(
    _ byteCount: Int, in state: UnsafeMutablePointer<State>
  ) -> UnsafeMutableRawPointer? {
    // A size that overflows when rounded up is beyond any limit.
    guard byteCount >= 0, byteCount <= state.pointee.limitBytes, byteCount < Int.max - alignment
    else {
      state.pointee.isExhausted = true
      return nil
    }
    let rounded = max(byteCount + alignment - 1, alignment) & ~(alignment - 1)
    if rounded > state.pointee.freeBytes, !addChunk(atLeast: rounded, to: &state.pointee) {
      state.pointee.isExhausted = true
      return nil
    }
    let address = state.pointee.next
    state.pointee.next = address + rounded
    state.pointee.freeBytes -= rounded
    return address
  }

  private static func addChunk(atLeast byteCount: Int, to state: inout State) -> Bool {
    let remaining = state.limitBytes - state.heldBytes
    guard byteCount <= remaining else { return false }
    let doubled = min(max(state.heldBytes, firstChunkBytes), largestChunkBytes)
    let size = max(byteCount, min(doubled, remaining))
    let chunk = UnsafeMutableRawPointer.allocate(
      byteCount: alignment + size, alignment: alignment)
    chunk.storeBytes(of: state.newestChunk, as: UnsafeMutableRawPointer?.self)
    state.newestChunk = chunk
    state.next = chunk + alignment
    state.freeBytes = size
    state.heldBytes += size
    return true
  }
}
