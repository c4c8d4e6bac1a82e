internal import TestSupport
internal import Testing

@testable internal import RPC

@Suite("When a client connects")
struct ChannelMachineTests {
  private let refused = Status(.unavailable, "refused")
  private var generator = SeededGenerator(seed: 1)

  @Test("The first call connects, and those that come meanwhile wait with it")
  func first() {
    var machine = ChannelMachine(.connecting)
    #expect(machine.connectivity == .idle)
    #expect(machine.callArrives(.failsFast) == .waits(connecting: true))
    #expect(machine.callArrives(.failsFast) == .waits(connecting: false))
    #expect(machine.connectivity == .connecting)
    let isWanted = machine.connected()
    #expect(isWanted && machine.connectivity == .ready)
    #expect(machine.callArrives(.failsFast) == .proceeds)
    machine.connectionEnded()
    #expect(machine.connectivity == .idle)
  }

  @Test("After a failure calls fail at once with its reason, and patient ones wait")
  mutating func failure() {
    var machine = ChannelMachine(.connecting)
    _ = machine.callArrives(.failsFast)
    let wait = machine.connectingFailed(
      refused, took: .milliseconds(300), draw: .random(in: 0...1, using: &generator))
    // The wait counts from the beginning of the attempt.
    #expect(wait.map { (.milliseconds(500)...(.milliseconds(900))).contains($0) } == true)
    #expect(machine.connectivity == .transientFailure)
    #expect(machine.callArrives(.failsFast) == .fails(refused))
    #expect(machine.callArrives(.nextAttempt) == .waits(connecting: false))
    #expect(machine.callArrives(.untilReady(.seconds(9))) == .waits(connecting: false))
    let connects = machine.waitEnded(hasWaitingCalls: true)
    #expect(connects && machine.connectivity == .connecting)
  }

  @Test("Nobody connects for nobody")
  mutating func nobody() {
    var machine = ChannelMachine(.connecting)
    _ = machine.callArrives(.failsFast)
    _ = machine.connectingFailed(refused, took: .zero, draw: .random(in: 0...1, using: &generator))
    let connects = machine.waitEnded(hasWaitingCalls: false)
    #expect(!connects && machine.connectivity == .idle)
    // The next call begins an attempt, and the waits go on growing.
    #expect(machine.callArrives(.failsFast) == .waits(connecting: true))
    let wait = machine.connectingFailed(
      refused, took: .zero, draw: .random(in: 0...1, using: &generator))
    #expect(wait.map { $0 > .milliseconds(1200) } == true)
  }

  @Test("Whatever happens, at most one attempt runs, waits stay bounded, and closed stays closed")
  func anything() {
    var generator = SeededGenerator.printingSeed()
    for _ in 0..<300 {
      var machine = ChannelMachine(.connecting)
      var isConnecting = false
      var isBackingOff = false
      var isClosed = false
      for _ in 0..<60 {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<8:
          let patience: Patience = Bool.random(using: &generator) ? .failsFast : .nextAttempt
          let arrival = machine.callArrives(patience)
          if arrival == .waits(connecting: true) {
            #expect(!isConnecting && !isBackingOff && !isClosed)
            isConnecting = true
          }
          if isClosed { #expect(arrival == .fails(ChannelMachine.closed)) }
        case 8..<11:
          let isWanted = machine.connected()
          #expect(isWanted == isConnecting)
          isConnecting = false
        case 11..<15:
          let wait = machine.connectingFailed(
            refused, took: .zero, draw: .random(in: 0...1, using: &generator))
          #expect((wait != nil) == isConnecting)
          if let wait { #expect(wait <= .seconds(144)) }
          isBackingOff = isBackingOff || isConnecting
          isConnecting = false
        case 15..<17:
          let connects = machine.waitEnded(hasWaitingCalls: Bool.random(using: &generator))
          if connects {
            #expect(isBackingOff)
            isConnecting = true
          }
          isBackingOff = false
        case 17..<19: machine.connectionEnded()
        default:
          guard Int.random(in: 0..<4, using: &generator) == 0 else { continue }
          machine.shutDown()
          (isClosed, isConnecting, isBackingOff) = (true, false, false)
        }
        if isClosed { #expect(machine.connectivity == .shutdown) }
      }
    }
  }
}
