/// Events in the order in which they happened, in memory that is used again.
///
/// An array would be shifted with every event that is taken from its front.
struct EventQueue: ~Copyable {
  private static let firstCapacity = 16
  /// With room for more than this, the memory is given back once the queue is empty.
  private static let keptCapacity = 256

  private var memory = UnsafeMutableBufferPointer<Event>.allocate(capacity: firstCapacity)  // owned
  private var start = 0
  private var end = 0

  deinit { memory.deallocate() }

  /// Whether there is nothing to take.
  var isEmpty: Bool { start == end }

  /// Appends an event of a stream.
  mutating func append(_ event: StreamEvent, on stream: Stream) {
    append(.ofStream(.passUnretained(stream), event))
  }

  /// Appends an event of the connection.
  mutating func append(_ event: ConnectionEvent) {
    append(.ofConnection(event))
  }

  private mutating func append(_ event: Event) {
    if end == memory.count { grow() }
    memory.initializeElement(at: end, to: event)
    end += 1
  }

  /// Takes the first event.
  mutating func popFirst() -> Event? {
    guard start < end else { return nil }
    let event = memory.moveElement(from: start)
    start += 1
    if start == end { restart() }
    return event
  }

  /// Says that the last event's bytes are the last of their stream, if that is what it tells of.
  mutating func endLastData(of stream: Stream) -> Bool {
    guard start < end,
      case .ofStream(let last, .data(let range, endsStream: false)) = memory[end - 1],
      last.toOpaque() == Unmanaged.passUnretained(stream).toOpaque()
    else { return false }
    memory[end - 1] = .ofStream(last, .data(range, endsStream: true))
    return true
  }

  /// Forgets what was not taken.
  mutating func removeAll() {
    restart()
  }

  private mutating func restart() {
    start = 0
    end = 0
    if memory.count > Self.keptCapacity { move(toCapacity: Self.firstCapacity) }
  }

  private mutating func grow() {
    move(toCapacity: memory.count * 2)
  }

  private mutating func move(toCapacity capacity: Int) {
    let larger = UnsafeMutableBufferPointer<Event>.allocate(capacity: capacity)
    if start < end { _ = larger.update(fromContentsOf: memory[start..<end]) }
    memory.deallocate()
    memory = larger
    end -= start
    start = 0
  }
}
