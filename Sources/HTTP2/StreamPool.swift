/// The streams of a connection: those that are open, and closed ones whose memory the next ones use.
///
/// A stream is used again only when nobody else holds it, so that whoever keeps one that is closed
/// still finds it closed. Streams keep their places, so that opening and closing one counts no
/// references.
struct StreamPool {
  /// How many closed streams keep their memory; as many as a busy connection has open at once.
  private static let maxSpare = 128

  /// All streams, at their places; nothing else keeps them here.
  private var streams: [Stream] = []
  /// Those that can be used again.
  private var free: [Unmanaged<Stream>] = []
  /// Those that are closed, which events may still tell of.
  private var closed: [Unmanaged<Stream>] = []
  /// How many streams are open.
  private(set) var openCount = 0
  /// How many closed streams keep their memory.
  private(set) var spareCount = 0

  /// The streams that are open.
  var open: [Stream] { openCount == 0 ? [] : streams.filter(\.isOpen) }

  /// A stream for a peer's request.
  mutating func open(id: Int32) -> Unmanaged<Stream> {
    guard let stream = free.popLast() else {
      let stream = Stream(id: id)
      append(stream)
      return .passUnretained(stream)
    }
    openCount += 1
    stream._withUnsafeGuaranteedRef {
      if $0.keepsMemory { spareCount -= 1 }
      $0.id = id
      $0.isOpen = true
    }
    return stream
  }

  /// Takes in a stream that was made for a request of ours.
  mutating func open(_ stream: Stream) {
    guard let former = free.popLast()?.takeUnretainedValue() else { return append(stream) }
    if former.keepsMemory { spareCount -= 1 }
    openCount += 1
    stream.isOpen = true
    put(stream, at: former.slot)
  }

  /// Takes a stream out of those that are open.
  mutating func close(_ stream: Stream) {
    openCount -= 1
    stream.isOpen = false
    closed.append(.passUnretained(stream))
  }

  /// Makes the closed streams ready to be used again, once no event tells of them any more.
  mutating func recycle() {
    while let stream = closed.popLast() {
      let slot = stream._withUnsafeGuaranteedRef { $0.slot }
      if slot < Self.maxSpare, isKnownUniquelyReferenced(&streams[slot]) {
        free.append(stream)
        stream._withUnsafeGuaranteedRef {
          $0.forget()
          if $0.keepsMemory { spareCount += 1 }
        }
      } else {
        free.append(putNew(at: slot))
      }
    }
  }

  /// Gives back the memory of half of the closed streams, those that were used longest ago, and of those
  /// that are open and have sent everything; what is called now and then so leaves nothing to a
  /// connection that was busy once.
  mutating func trim() {
    forgetSpares(keeping: spareCount / 2)
    for stream in open { stream.trim() }
  }

  /// Gives back the memory of the closed streams, but for so many.
  mutating func forgetSpares(keeping kept: Int = 0) {
    for index in free.indices where spareCount > kept {
      let stream = free[index].takeUnretainedValue()
      guard stream.keepsMemory else { continue }
      spareCount -= 1
      free[index] = putNew(at: stream.slot)
    }
  }

  /// Forgets the streams that are closed, because no more will come.
  mutating func forgetClosed() {
    guard openCount == 0 else { return }
    streams = []
    free = []
    closed = []
    spareCount = 0
  }

  private mutating func putNew(at slot: Int) -> Unmanaged<Stream> {
    let stream = Stream(id: 0)
    put(stream, at: slot)
    return .passUnretained(stream)
  }

  private mutating func put(_ stream: Stream, at slot: Int) {
    stream.slot = slot
    streams[slot] = stream
  }

  private mutating func append(_ stream: Stream) {
    openCount += 1
    stream.slot = streams.count
    stream.isOpen = true
    streams.append(stream)
  }
}
