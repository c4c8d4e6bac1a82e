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
        if let id = Self.goAwayID(queue.popFirst()) { taken.append(id) }
      }
    }
    while let id = Self.goAwayID(queue.popFirst()) { taken.append(id) }
    let isEmpty = queue.isEmpty
    #expect(isEmpty && taken == Array(0..<number))
  }

  @Test("The end of a stream joins its last bytes, if nothing has come since")
  func end() {
    let stream = HTTP2.Stream(id: 1)
    var queue = EventQueue()
    let joinsNothing = queue.endLastData(of: stream)
    queue.append(.data(0..<5, endsStream: false), on: stream)
    let joinsOthers = queue.endLastData(of: HTTP2.Stream(id: 3))
    let joins = queue.endLastData(of: stream)
    let joinsAgain = queue.endLastData(of: stream)
    #expect(!joinsNothing && !joinsOthers && joins && !joinsAgain)
    guard case .ofStream(_, .data(let range, endsStream: true))? = queue.popFirst() else {
      Issue.record("the end is not there")
      return
    }
    #expect(range == 0..<5)
  }

  private static func goAwayID(_ event: Event?) -> Int32? {
    guard case .ofConnection(.goAway(let id, _))? = event else { return nil }
    return id
  }
}
