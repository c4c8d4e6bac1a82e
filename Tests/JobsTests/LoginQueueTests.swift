internal import Cleanup
internal import Foundation
internal import Storage
internal import TestSupport
internal import Testing

@testable internal import Jobs

@Suite("Logins of many at once", .timeLimit(.minutes(2)))
struct LoginQueueTests {
  private let deactivate = Policy(
    action: .deactivate, inactiveAfterDays: 180, safetyLimits: SafetyLimits(maxPercent: 100))

  @Test("Logins that wait together are committed together, and one that fails takes none with it")
  func groups() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers((0..<300).map { tenant.user("user\($0)", daysAgo: 2) })
      let queues = LoginQueues(clock: tenant.clock, logger: .quiet)
      let before = tenant.database.version
      var tickets: [LoginTicket] = []
      for index in 0..<300 {
        tickets.append(try queues.submit(order(index, index % 50 == 7 ? "nowhere" : ""), tenant))
      }
      for (index, ticket) in tickets.enumerated() {
        if index % 50 == 7 {
          await #expect(throws: Refusal.self) { try await ticket.answer() }
        } else {
          #expect(try await ticket.answer().outcome == .letIn)
        }
      }
      #expect(tenant.database.version - before < 100)
      for index in [0, 8, 299] {
        let user = try #require(try await tenant.details("user\(index)")).user
        #expect(user.lastActivity.time == tenant.now)
      }
      let refused = try #require(try await tenant.details("user7")).user
      #expect(refused.lastActivity.time != tenant.now)
    }
  }

  @Test("Beyond the queue's room logins are refused until there is some")
  func bounds() async throws {
    try await withJobTenant { tenant in
      try await tenant.importUsers([tenant.user("user0", daysAgo: 2)])
      var queue = LoginQueue()
      let pair = [order(0), order(0)]
      let logins = LoginQueue.Waiting(
        orders: pair[...],
        ticket: LoginTicket(tenant.lease, .none, clock: tenant.clock, .quiet, count: 2),
        lease: tenant.lease)
      var added = 0
      while queue.room(for: pair[...]) == pair.count {
        queue.add(logins)
        added += pair.count
      }
      #expect(added == LoginQueues.maxWaitingLogins)
      let taken = queue.take(9)
      #expect(taken.count == 5)
      #expect(queue.room(for: pair[...]) == pair.count)
      queue.putBack(taken)
      #expect(queue.room(for: pair[...]) == 0)
      queue = LoginQueue()
      var heavy = order(0)
      heavy.login.claims = [
        Claim(name: "c", values: [String(repeating: "x", count: LoginQueues.maxWaitingLoginBytes)])
      ]
      #expect(queue.room(for: [order(0), heavy, order(0)]) == 1)
    }
  }

  @Test("Logins that were told of together are answered in their order, however they are committed")
  func together() async throws {
    try await withJobTenant { tenant in
      let count = LoginQueues.maxLoginsAtOnce + 500
      try await tenant.importUsers((0..<count).map { tenant.user("user\($0)", daysAgo: 2) })
      let queues = LoginQueues(clock: tenant.clock, logger: .quiet)
      let before = tenant.database.version
      let orders = (0..<count).map { order($0, $0 % 50 == 7 ? "nowhere" : "") }
      let ticket = try #require(queues.submit(orders[...], in: tenant.lease))
      #expect(ticket.count == count)
      let answers = try await ticket.answers()
      #expect(tenant.database.version - before >= 2)
      #expect(answers.count == count)
      for (index, answer) in answers.enumerated() {
        if index % 50 == 7 {
          #expect(throws: Refusal.self) { try answer.get() }
        } else {
          #expect(try answer.get().username == "user\(index)")
        }
      }
      for index in [0, 8, count - 1] {
        let user = try #require(try await tenant.details("user\(index)")).user
        #expect(user.lastActivity.time == tenant.now)
      }
    }
  }

  @Test("Of logins that come together each finds its user as those before it left them")
  func amongOthers() async throws {
    try await withJobTenant { tenant in
      let awake = (0..<100).map { "user\($0)" }
      try await tenant.putToSleep("asleep0", "asleep1", by: deactivate, awake: awake)
      let queues = LoginQueues(clock: tenant.clock, logger: .quiet)
      let origin = LoginOrigin(source: "gateway", caller: JobTenant.caller)
      let early = tenant.now.advanced(bySeconds: -60)
      func order(_ name: String, _ time: Moment? = nil) -> LoginOrder {
        LoginOrder(VouchedLogin(user: UserRef(username: name)), time: time, from: origin)
      }
      // Twice for all: the first time a source has no signals, and the second time it has.
      for round in 0..<2 {
        var orders = awake.map { order($0.uppercased(), early) }
        orders += [order("asleep\(round)"), order("asleep\(round)"), order("nobody")]
        orders += awake.map { order($0) } + awake.map { order($0, early) }
        orders += [order("user5"), order("user5"), order("asleep\(round)")]
        let ticket = try #require(queues.submit(orders[...], in: tenant.lease))
        let outcomes = try await ticket.answers().map { try $0.get().outcome }
        #expect(outcomes[100...102] == [.woken, .letIn, .refused])
        let others = outcomes.enumerated().filter { !(100...102).contains($0.offset) }
        #expect(others.allSatisfy { $0.element == .letIn })
        #expect(outcomes.count == orders.count)
        for name in awake + ["asleep\(round)"] {
          let user = try #require(try await tenant.details(name)).user
          #expect(user.isActive && user.lastActivity.time == tenant.now)
        }
      }
    }
  }

  @Test("A run that is at work while everyone logs in leaves nobody locked out")
  func duringRun() async throws {
    try await withJobTenant { tenant in
      let count = 1500
      try await tenant.importUsers((0..<count).map { tenant.user("user\($0)", daysAgo: 400) })
      let started = try await tenant.startRun(deactivate)
      // Time moves, as it does for a run and a gateway.
      let start = Date()
      let clock = WallClock { tenant.now.advanced(by: Date().timeIntervalSince(start)) }
      let queues = LoginQueues(clock: clock, logger: .quiet)
      async let ended = finish(started, tenant, clock)
      var tickets: [LoginTicket] = []
      for index in (0..<count).shuffled() {
        // Half of them tell when it was, as a gateway does.
        let time = index % 2 == 0 ? clock.now : nil
        tickets.append(try queues.submit(order(index, time: time), tenant))
        // A few at a time, so that the run comes to its turns as well.
        guard tickets.count == 25 else { continue }
        for ticket in tickets { #expect(try await ticket.answer().isActive) }
        tickets = []
      }
      let run = try await ended
      #expect(run.counts.total == count)
      let locked = try await tenant.database.read { (reader) throws(StorageError) in
        var locked = 0
        for index in 0..<count {
          guard case .found(let user) = try reader.resolve(UserRef(username: "user\(index)"))
          else { continue }
          if !user.isActive { locked += 1 }
        }
        return locked
      }
      #expect(locked == 0)
      // Both sides were at work at once, or this has shown nothing.
      #expect(run.counts.done > 0 && run.counts.skipped > 0)
    }
  }

  private func finish(
    _ run: Run, _ tenant: JobTenant, _ clock: WallClock
  ) async throws -> Run {
    var execution = RunExecution(run, in: tenant.database, clock: clock, isResumed: false)
    while try await execution.step() != nil {}
    return try await execution.finish()
  }

  private func order(
    _ index: Int, _ directory: String = "", time: Moment? = nil
  ) -> LoginOrder {
    LoginOrder(
      VouchedLogin(user: UserRef(directory: directory, username: "user\(index)")), time: time,
      source: "gateway", caller: JobTenant.caller)
  }
}

extension LoginQueues {
  fileprivate func submit(_ order: LoginOrder, _ tenant: JobTenant) throws(Refusal) -> LoginTicket {
    try submit(order, in: tenant.lease)
  }
}

extension Moment {
  fileprivate func advanced(by seconds: TimeInterval) -> Moment {
    Moment(microseconds: microseconds + Int64(seconds * 1_000_000))
  }
}
