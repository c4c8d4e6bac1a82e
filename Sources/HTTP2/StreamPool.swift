/// The streams of a connection: those that are open, and closed ones whose memory the next ones use.
///
/// A stream is used again only when nobody else holds it, so that whoever keeps one that is closed
/// still finds it closed. Streams keep their places, so that opening and closing one counts no
/// references.
struct StreamPool {
  /// How many closed streams keep their memory; as many as a busy connection has open at once.
  private static let maxSpare = 128

  private var streams: [Stream] = []
  /// The places whose streams can be used again.
  private var freeSlots: [Int] = []
  /// The places whose streams are closed, which events may still tell of.
  private var closedSlots: [Int] = []
  /// How many streams are open.
  private(set) var openCount = 0
  /// How many closed streams keep their memory.
  private(set) var spareCount = 0

  /// The streams that are open.
  var open: [Stream] { openCount == 0 ? [] : streams.filter(\.isOpen) }

  /// A stream for a peer's request.
  mutating func open(id: Int32) -> Stream {
    guard let slot = freeSlots.popLast() else {
      let stream = Stream(id: id)
      append(stream)
      return stream
    }
    openCount += 1
    let stream = streams[slot]
    if stream.keepsMemory { spareCount -= 1 }
    stream.id = id
    stream.isOpen = true
    return stream
  }

  /// Takes in a stream that was made for a request of ours.
  mutating func open(_ stream: Stream) {
    guard let slot = freeSlots.popLast() else { return append(stream) }
    if streams[slot].keepsMemory { spareCount -= 1 }
    openCount += 1
    stream.slot = slot
    stream.isOpen = true
    streams[slot] = stream
  }

  /// Takes a stream out of those that are open.
  mutating func close(_ stream: Stream) {
    openCount -= 1
    stream.isOpen = false
    closedSlots.append(stream.slot)
  }

  /// Makes the closed streams ready to be used again, once no event tells of them any more.
  mutating func recycle() {
    while let slot = closedSlots.popLast() {
      if slot < Self.maxSpare, isKnownUniquelyReferenced(&streams[slot]) {
        streams[slot].forget()
        if streams[slot].keepsMemory { spareCount += 1 }
      } else {
        let stream = Stream(id: 0)
        stream.slot = slot
        streams[slot] = stream
      }
      freeSlots.append(slot)
    }
  }

  /// Gives back the memory of half of the closed streams, those that were used longest ago; what is
  /// called now and then so leaves nothing to a connection that was busy once.
  mutating func trim() {
    let kept = spareCount / 2
    for slot in freeSlots where spareCount > kept && streams[slot].keepsMemory {
      spareCount -= 1
      let stream = Stream(id: 0)
      stream.slot = slot
      streams[slot] = stream
    }
  }

  /// Forgets the streams that are closed, because no more will come.
  mutating func forgetClosed() {
    guard openCount == 0 else { return }
    streams = []
    freeSlots = []
    closedSlots = []
    spareCount = 0
  }

  private mutating func append(_ stream: Stream) {
    openCount += 1
    stream.slot = streams.count
    stream.isOpen = true
    streams.append(stream)
  }
}
