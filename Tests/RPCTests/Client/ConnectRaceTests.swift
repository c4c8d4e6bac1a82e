internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("In which order addresses are tried")
struct ConnectRaceTests {
  /// A race that has begun, with all addresses of one server.
  private func race(_ addressCount: Int) -> ConnectRace {
    var race = ConnectRace(serverCount: 1)
    #expect(race.begin() == [.watchTime])
    #expect(race.found(addressCount, of: 0).first == .connect(0))
    return race
  }

  @Test("One after the other, each when the one before has failed")
  func failures() {
    var race = ConnectRace(serverCount: 1)
    #expect(race.begin() == [.watchTime])
    #expect(race.found(3, of: 0) == [.connect(0), .watchTime])
    #expect(race.failed(0) == [.connect(1), .watchTime])
    #expect(race.failed(1) == [.connect(2)])
    #expect(race.failed(2) == [.lost])
    #expect(race.momentPassed().isEmpty)
  }

  @Test("A slow address is not waited for, and may still win")
  func slow() {
    var race = race(3)
    #expect(race.momentPassed() == [.connect(1), .watchTime])
    #expect(race.failed(1) == [.connect(2)])
    #expect(race.answered(0) == [.drop(2), .won(0)])
    #expect(race.answered(2).isEmpty)
  }

  @Test("Without a server the race is lost, and without an address once that is known of all")
  func none() {
    var race = ConnectRace(serverCount: 0)
    #expect(race.begin() == [.lost])
    var other = ConnectRace(serverCount: 2)
    _ = other.begin()
    #expect(other.found(0, of: 1).isEmpty)
    #expect(other.momentPassed().isEmpty)
    #expect(other.found(0, of: 0) == [.lost])
    #expect(other.momentPassed().isEmpty)
  }

  @Test("A server whose name is looked up keeps its place for a moment")
  func place() {
    var race = ConnectRace(serverCount: 3)
    _ = race.begin()
    #expect(race.found(1, of: 2).isEmpty)
    #expect(race.found(2, of: 0) == [.connect(1), .watchTime])
    #expect(race.failed(1) == [.connect(2), .watchTime])
    #expect(race.failed(2).isEmpty)
    #expect(race.found(1, of: 1) == [.connect(3), .watchTime])
    #expect(race.failed(3) == [.connect(0)])
  }

  @Test("Those behind a name that is not found are tried after a moment, and it follows")
  func slowName() {
    var race = ConnectRace(serverCount: 2)
    _ = race.begin()
    #expect(race.found(2, of: 1).isEmpty)
    #expect(race.momentPassed() == [.connect(0), .watchTime])
    // The others wait for their moment as ever; the place is kept no more, but comes first.
    #expect(race.found(2, of: 0).isEmpty)
    #expect(race.momentPassed() == [.connect(2), .watchTime])
    #expect(race.failed(0) == [.connect(3), .watchTime])
    #expect(race.momentPassed() == [.connect(1)])
  }

  @Test("What is found when everything else has failed or kept us waiting is tried at once")
  func lateName() {
    var race = ConnectRace(serverCount: 3)
    _ = race.begin()
    #expect(race.found(1, of: 0) == [.connect(0), .watchTime])
    #expect(race.momentPassed().isEmpty)
    #expect(race.found(1, of: 1) == [.connect(1), .watchTime])
    #expect(race.failed(0).isEmpty && race.failed(1).isEmpty)
    #expect(race.found(1, of: 2) == [.connect(2)])
    #expect(race.failed(2) == [.lost])
  }

  @Test("Whatever happens, each address is tried once at most, and the race has one end")
  func anything() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<500 { anyRace(&generator) }
  }

  /// Lives through one race in which everything happens at random.
  private func anyRace(_ generator: inout SeededGenerator) {
    let servers = Int.random(in: 1...4, using: &generator)
    var race = ConnectRace(serverCount: servers)
    var sought = Array(0..<servers)
    var running: Set<Int> = []
    var tried: Set<Int> = []
    var (found, ends, isWon) = (0, 0, false)
    func note(_ actions: [ConnectRace.Action]) {
      for action in actions {
        switch action {
        case .connect(let index):
          #expect(index < found && ends == 0)
          #expect(tried.insert(index).inserted)
          running.insert(index)
        case .drop(let index): #expect(running.remove(index) != nil)
        case .won:
          isWon = true
          ends += 1
        case .lost: ends += 1
        case .watchTime: #expect(tried.count < found || !sought.isEmpty)
        }
      }
    }
    note(race.begin())
    while !sought.isEmpty || !running.isEmpty {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0..<2: note(race.momentPassed())
      case 2..<4:
        guard let place = sought.indices.randomElement(using: &generator) else { break }
        let server = sought.remove(at: place)
        let count = Int.random(in: 0...3, using: &generator)
        if ends == 0 { found += count }
        note(race.found(count, of: server))
      default:
        guard let index = running.randomElement(using: &generator) else { break }
        running.remove(index)
        note(Bool.random(using: &generator) ? race.failed(index) : race.answered(index))
      }
    }
    #expect(ends == 1)
    #expect(isWon || tried.count == found)
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
