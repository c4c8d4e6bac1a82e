internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("In which order addresses are tried")
struct ConnectRaceTests {
  @Test("One after the other, each when the one before has failed")
  func failures() {
    var race = ConnectRace(addressCount: 3)
    #expect(race.begin() == [.connect(0), .watchTime])
    #expect(race.failed(0) == [.connect(1), .watchTime])
    #expect(race.failed(1) == [.connect(2)])
    #expect(race.failed(2) == [.lost])
    #expect(race.momentPassed().isEmpty)
  }

  @Test("A slow address is not waited for, and may still win")
  func slow() {
    var race = ConnectRace(addressCount: 3)
    _ = race.begin()
    #expect(race.momentPassed() == [.connect(1), .watchTime])
    #expect(race.failed(1) == [.connect(2)])
    #expect(race.answered(0) == [.drop(2), .won(0)])
    #expect(race.answered(2).isEmpty)
  }

  @Test("Without an address the race is lost")
  func none() {
    var race = ConnectRace(addressCount: 0)
    #expect(race.begin() == [.lost])
  }

  @Test("Whatever happens, each address is tried once at most, and the race has one end")
  func anything() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<500 {
      let count = Int.random(in: 1...6, using: &generator)
      var race = ConnectRace(addressCount: count)
      var running: Set<Int> = []
      var tried: [Int] = []
      var ends = 0
      func note(_ actions: [ConnectRace.Action]) {
        for action in actions {
          switch action {
          case .connect(let index):
            tried.append(index)
            running.insert(index)
          case .drop(let index): #expect(running.remove(index) != nil)
          case .won, .lost: ends += 1
          case .watchTime: #expect(tried.count < count)
          }
        }
      }
      note(race.begin())
      while let index = running.randomElement(using: &generator) {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0..<2: note(race.momentPassed())
        case 2..<5:
          running.remove(index)
          note(race.failed(index))
        default:
          running.remove(index)
          note(race.answered(index))
        }
      }
      #expect(ends == 1)
      #expect(tried == Array(0..<tried.count))
    }
  }

  @Test("Families take turns, the first one's first, and no address comes twice")
  func families() throws {
    let ips = ["::1", "::2", "::1", "127.0.0.1", "::3", "127.0.0.2"]
    let target = ClientTarget(host: "example.org", port: 7)
    let ordered = Endpoint.ordered(
      target, try ips.map { try SocketAddress(ipAddress: $0, port: 7) })
    #expect(
      ordered.map(\.address.ipAddress) == ["::1", "127.0.0.1", "::2", "127.0.0.2", "::3"])
    #expect(ordered[1].description == "example.org:7 (127.0.0.1)")
  }
}
