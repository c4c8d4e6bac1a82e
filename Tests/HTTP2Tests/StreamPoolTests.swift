internal import Testing

@testable internal import HTTP2

@Suite("Streams whose memory is used again")
struct StreamPoolTests {
  @Test("A closed stream that nobody holds is used again, as if it were new")
  func reuse() {
    var pool = StreamPool()
    let identity = ObjectIdentifier(open(1, in: &pool))
    pool.close(pool.open[0])
    pool.recycle()
    #expect(pool.openCount == 0 && pool.spareCount == 1)
    let second = pool.open(id: 3).takeUnretainedValue()
    #expect(ObjectIdentifier(second) == identity)
    #expect(second.id == 3 && !second.isClosed && !second.isRemoteEnded && second.owner == nil)
    #expect(second.unsentBytes == 0 && second.sentBytes == 0 && second.headers.isEmpty)
  }

  @Test("One that somebody holds stays as it was")
  func held() {
    var pool = StreamPool()
    let held = open(1, in: &pool)
    held.isClosed = true
    pool.close(held)
    pool.recycle()
    let second = pool.open(id: 3).takeUnretainedValue()
    #expect(second !== held)
    #expect(held.id == 1 && held.isClosed && held.sentBytes == 7)
  }

  @Test("Nothing is used again before the events of its end were taken")
  func pending() {
    var pool = StreamPool()
    let identity = ObjectIdentifier(open(1, in: &pool))
    pool.close(pool.open[0])
    #expect(ObjectIdentifier(pool.open(id: 3).takeUnretainedValue()) != identity)
    #expect(pool.openCount == 1)
  }

  @Test("Memory is given back by those that are closed, and those that have nothing to send")
  func memory() {
    var pool = StreamPool()
    let (busy, idle) = (open(1, in: &pool), open(3, in: &pool))
    for stream in [busy, idle] {
      [UInt8](repeating: 1, count: 10_000).withUnsafeBytes { stream.outbound.append($0) }
    }
    var taken = [UInt8](repeating: 0, count: 20_000)
    _ = idle.outbound.take(into: &taken, limit: taken.count)
    _ = open(5, in: &pool)
    pool.close(pool.open[2])
    pool.recycle()
    #expect(pool.spareCount == 1 && idle.outbound.capacity >= 10_000)
    pool.forgetSpares()
    #expect(pool.spareCount == 0)
    pool.trim()
    #expect(idle.outbound.capacity == 0)
    #expect(busy.unsentBytes > 10_000)
  }

  @Test("Any number can be open, and trimming leaves the open ones alone")
  func many() {
    var pool = StreamPool()
    for number in 0..<500 { _ = open(Int32(2 * number + 1), in: &pool) }
    for stream in pool.open where stream.id % 4 == 1 { pool.close(stream) }
    pool.recycle()
    #expect(pool.spareCount > 0)
    for _ in 0..<10 { pool.trim() }
    #expect(pool.spareCount == 0)
    #expect(pool.openCount == 250)
    #expect(Set(pool.open.map(\.id)) == Set((0..<250).map { Int32(4 * $0 + 3) }))
    #expect(pool.open.allSatisfy { $0.sentBytes == 7 })
    for stream in pool.open { pool.close(stream) }
    pool.recycle()
    pool.forgetClosed()
    #expect(pool.openCount == 0 && pool.spareCount == 0)
  }

  /// Opens a stream and leaves traces on it.
  private func open(_ id: Int32, in pool: inout StreamPool) -> HTTP2.Stream {
    let stream = pool.open(id: id).takeUnretainedValue()
    stream.isRemoteEnded = true
    stream.sentBytes = 7
    var headers = HeaderBlock()
    headers.append(.path, "/a/b")
    stream.firstHeaders = ReceivedHeaders(headers)
    [1, 2, 3].withUnsafeBytes { stream.outbound.append($0) }
    return stream
  }
}
