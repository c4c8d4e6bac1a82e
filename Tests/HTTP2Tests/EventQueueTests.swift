internal import Testing

@testable internal import HTTP2

@Suite("Events that wait")
struct EventQueueTests {
  @Test("They come out in the order in which they went in, however many")
  func order() {
    var queue = EventQueue()
    var taken: [Int32] = []
    var number: Int32 = 0
    for round in 0..<50 {
      for _ in 0..<(round * 7 % 60) {
        queue.append(.goAway(lastStreamID: number, .noError))
        number += 1
      }
      for _ in 0..<(round * 5 % 60) {
        if case .goAway(let id, _)? = queue.popFirst() { taken.append(id) }
      }
    }
    while case .goAway(let id, _)? = queue.popFirst() { taken.append(id) }
    let isEmpty = queue.isEmpty
    #expect(isEmpty && taken == Array(0..<number))
  }

  @Test("They keep their streams, and let them go")
  func references() {
    weak var kept: HTTP2.Stream?
    do {
      var queue = EventQueue()
      queue.append(.drained(Self.stream(&kept)))
      #expect(kept != nil)
      queue.append(.settings)
      _ = queue.popFirst()
      #expect(kept == nil)
      queue.append(.drained(Self.stream(&kept)))
    }
    #expect(kept == nil)
  }

  @Test("The end of a stream joins its last bytes, if nothing has come since")
  func end() {
    let stream = HTTP2.Stream(id: 1)
    var queue = EventQueue()
    let joinsNothing = queue.endLastData(of: stream)
    queue.append(.data(stream, 0..<5, endsStream: false))
    let joinsOthers = queue.endLastData(of: HTTP2.Stream(id: 3))
    let joins = queue.endLastData(of: stream)
    let joinsAgain = queue.endLastData(of: stream)
    #expect(!joinsNothing && !joinsOthers && joins && !joinsAgain)
    guard case .data(_, let range, endsStream: true)? = queue.popFirst() else {
      Issue.record("the end is not there")
      return
    }
    #expect(range == 0..<5)
  }

  private static func stream(_ reference: inout HTTP2.Stream?) -> HTTP2.Stream {
    let stream = HTTP2.Stream(id: 1)
    reference = stream
    return stream
  }
}
